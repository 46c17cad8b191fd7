import { parseSync, Visitor, type Argument, type Expression } from 'oxc-parser';

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
  const add = (kind: Import['kind'], start: number, specifier: string | undefined): void => {
    found.push({ specifier, kind, line: source.slice(0, start).split('\n').length });
  };

  new Visitor({
    ImportDeclaration: (node) => {
      add(node.importKind === 'type' ? 'type' : 'value', node.start, node.source.value);
    },
    ExportAllDeclaration: (node) => {
      add(node.exportKind === 'type' ? 'type' : 'value', node.start, node.source.value);
    },
    ExportNamedDeclaration: (node) => {
      if (node.source === null) return;
      add(node.exportKind === 'type' ? 'type' : 'value', node.start, node.source.value);
    },
    TSImportType: (node) => {
      add('type', node.start, node.source.value);
    },
    TSImportEqualsDeclaration: (node) => {
      if (node.moduleReference.type !== 'TSExternalModuleReference') return;
      const { value } = node.moduleReference.expression;
      add(node.importKind === 'type' ? 'type' : 'value', node.start, value);
    },
    TSModuleDeclaration: (node) => {
      if (node.id.type === 'Literal') add('type', node.start, node.id.value);
    },
    ImportExpression: (node) => {
      add('dynamic', node.start, literal(node.source));
    },
    CallExpression: (node) => {
      if (isRequire(node.callee)) add('dynamic', node.start, literal(node.arguments[0]));
    },
  }).visit(program);

  for (const comment of comments) {
    const named = /^\/\s*<reference\s+(?:types|path)=["']([^"']+)["']/.exec(comment.value);
    if (named !== null) add('type', comment.start, named[1]);
  }
  return found;
};

const literal = (node: Argument | undefined): string | undefined => {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
};

/** `require(x)`, `require.resolve(x)`, `import.meta.resolve(x)`, `createRequire(here)(x)`. */
const isRequire = (callee: Expression): boolean => {
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type === 'CallExpression')
    return callee.callee.type === 'Identifier' && callee.callee.name === 'createRequire';
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    ['require', 'resolve'].includes(callee.property.name) &&
    (callee.object.type === 'MetaProperty' ||
      (callee.object.type === 'Identifier' && ['require', 'module'].includes(callee.object.name)))
  );
};
