import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The relative links of a Markdown file that lead nowhere: to no file, or to no heading of a Markdown file. */
export const deadLinks = (root: string, file: string): ReadonlyArray<string> =>
  linksOf(readFileSync(join(root, file), 'utf8')).filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? join(root, file) : join(root, dirname(file), path);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
  });

const linksOf = (markdown: string): ReadonlyArray<string> =>
  [...withoutBlocks(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

/** As GitHub makes them of headings. */
const anchorsOf = (markdown: string): ReadonlyArray<string> =>
  [...withoutBlocks(markdown).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );

const withoutBlocks = (markdown: string): string =>
  markdown.replace(/^(`{3,}|~{3,})[\s\S]*?^\1\s*$/gm, '');
