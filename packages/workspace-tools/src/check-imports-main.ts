import { checkImports } from './imports/check-imports.js';

const { files, violations } = checkImports(process.cwd());
for (const { file, line, why } of violations) console.error(`${file}:${line} ${why}`);
console.log(`import rules: ${files} files, ${violations.length} violations`);
process.exitCode = violations.length === 0 ? 0 : 1;
