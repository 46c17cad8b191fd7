import { parseSync, type Argument, type Expression, type Node } from 'oxc-parser';

/** One mention of another module; `specifier` is undefined when it is computed. */
export interface Import {
  readonly specifier: string | undefined;
  readonly kind: 'value' | 'type' | 'dynamic';
  readonly line: number;
}

/**
 * Every way a TypeScript or JavaScript file can name another module. `import { type A }` counts as a
 * value: under verbatimModuleSyntax the import statement stays in the compiled file.
 */
export const importsOf = (file: string, source: string): ReadonlyArray<Import> => {
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors.map((e) => e.message).join('; ')}`);
  const found: Import[] = [];
  const requires: Import[] = [];
  let ownRequire = false;
  const lineOf = (start: number): number => source.slice(0, start).split('\n').length;
  const add = (kind: Import['kind'], start: number, specifier: string | undefined): void => {
    found.push({ specifier, kind, line: lineOf(start) });
  };

  for (const node of nodesOf(program)) {
    switch (node.type) {
      case 'ImportDeclaration':
        add(node.importKind === 'type' ? 'type' : 'value', node.start, node.source.value);
        break;
      case 'ExportAllDeclaration':
        add(node.exportKind === 'type' ? 'type' : 'value', node.start, node.source.value);
        break;
      case 'ExportNamedDeclaration':
        if (node.source !== null)
          add(node.exportKind === 'type' ? 'type' : 'value', node.start, node.source.value);
        break;
      case 'TSImportType':
        add('type', node.start, node.source.value);
        break;
      case 'TSExternalModuleReference':
        add('value', node.start, node.expression.value);
        break;
      case 'TSModuleDeclaration':
        if (node.id.type === 'Literal') add('type', node.start, node.id.value);
        break;
      case 'ImportExpression':
        add('dynamic', node.start, literal(node.source));
        break;
      case 'CallExpression':
        if (isRequire(node.callee))
          requires.push({
            specifier: literal(node.arguments[0]),
            kind: 'dynamic',
            line: lineOf(node.start),
          });
        break;
      case 'VariableDeclarator':
        if (node.id.type === 'Identifier' && node.id.name === 'require')
          ownRequire = node.init?.type !== 'CallExpression' || !isCreateRequire(node.init.callee);
        break;
      default:
    }
  }
  for (const comment of comments) {
    const named = /^\/\s*<reference\s+(?:types|path)=["']([^"']+)["']/.exec(comment.value);
    if (named !== null) add('type', comment.start, named[1]);
  }
  // A file that names something of its own `require` loads no module by it.
  return ownRequire ? found : [...found, ...requires];
};

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) yield value;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

const isNode = (value: object): value is Node => 'type' in value && typeof value.type === 'string';

const literal = (node: Argument | undefined): string | undefined => {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
};

/** `require(x)`, `require.resolve(x)`, `import.meta.resolve(x)`, `createRequire(here)(x)`. */
const isRequire = (callee: Expression): boolean => {
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type === 'CallExpression') return isCreateRequire(callee.callee);
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    ['require', 'resolve'].includes(callee.property.name) &&
    (callee.object.type === 'MetaProperty' ||
      (callee.object.type === 'Identifier' && ['require', 'module'].includes(callee.object.name)))
  );
};

const isCreateRequire = (callee: Expression): boolean =>
  callee.type === 'Identifier' && callee.name === 'createRequire';
