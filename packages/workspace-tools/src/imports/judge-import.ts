import { posix } from 'node:path';
import { isBuiltin } from 'node:module';
import { importTable, soleImporter, testingDoor, testParties } from './import-table.js';
import type { ClosedRow, ImportRow } from './import-table.js';
import type { Import } from './imports-of.js';
import { scope, type Member } from './workspace-members.js';

/** Why `file` (from the root, with `/`) may not import that, or undefined when it may. */
export const judgeImport = (
  file: string,
  imported: Import,
  members: ReadonlyArray<Member>,
): string | undefined => {
  const member = members.find(({ dir }) => file.startsWith(`${dir}/`));
  if (member === undefined) return 'belongs to no member of the workspace';
  const row = rowOf(member);
  if (row === undefined) return `${member.dir} has no row in the import table`;
  const place = { member, row, path: file.slice(member.dir.length + 1) };

  const { specifier } = imported;
  if (specifier === undefined)
    return row.kind === 'closed' && inSrc(place) ? 'imports a computed name' : undefined;
  if (specifier.startsWith('.')) return judgeRelative(place, specifier);
  if (specifier.startsWith(scope)) return judgeOurs(place, imported.kind, specifier, members);
  if (isBuiltin(specifier)) return judgeNode(place, specifier);
  if (/^[@a-z]/i.test(specifier) && !specifier.includes(':')) return judgeThird(place, specifier);
  return `${specifier} is neither a package nor a file of this one`;
};

interface Place {
  readonly member: Member;
  readonly row: ImportRow;
  /** Within the member, as `src/enrollment/decide.ts`. */
  readonly path: string;
}

const rowOf = ({ dir }: Member): ImportRow | undefined => {
  const [group, name] = dir.split('/');
  const key = group === 'examples' ? 'examples' : (name ?? '');
  return Object.hasOwn(importTable, key) ? importTable[key] : undefined;
};

const inSrc = ({ path }: Place): boolean => path.startsWith('src/');

const judgeRelative = (place: Place, specifier: string): string | undefined => {
  const target = posix.join(posix.dirname(place.path), specifier);
  if (target.startsWith('..')) return `${specifier} leaves the package`;
  if (!inSrc(place)) return undefined;
  if (!target.startsWith('src/')) return `${specifier} leaves src`;
  return place.row.kind === 'closed' ? judgeFolders(place.row, place.path, target) : undefined;
};

const judgeFolders = (
  { sharedFolders }: ClosedRow,
  path: string,
  target: string,
): string | undefined => {
  const from = folderOf(path);
  const to = folderOf(target);
  if (sharedFolders === undefined || from === undefined || from === to) return undefined;
  if (to !== undefined && sharedFolders.includes(to)) return undefined;
  return `src/${from} imports ${target}; it may know itself and ${sharedFolders.join(', ')}`;
};

/** The folder directly below src, or undefined for a file at its top. */
const folderOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];

const judgeOurs = (
  place: Place,
  kind: Import['kind'],
  specifier: string,
  members: ReadonlyArray<Member>,
): string | undefined => {
  const door = specifier.slice(scope.length);
  const self = place.member.doors.includes(door);
  if (!members.some(({ doors }) => doors.includes(door))) return `${specifier} is no front door`;
  if (!inSrc(place)) return undefined;
  if (self) return `${specifier} is this package itself; use a relative path`;
  const [name, subpath] = door.split('/');
  const testing = subpath === testingDoor;
  if (testing && folderOf(place.path) !== testingDoor && place.row.kind === 'closed')
    return `${specifier} is for tests and src/${testingDoor}`;
  if (place.row.kind === 'open') {
    return place.member.dependencies.includes(`${scope}${name ?? ''}`)
      ? undefined
      : `${specifier} is not among its dependencies`;
  }
  const allowed = place.row.ours[testing ? (name ?? '') : door];
  if (allowed === undefined) return `${place.member.dir} may not import ${specifier}`;
  if (allowed === 'types' && kind !== 'type')
    return `${specifier} may be imported with \`import type\` only`;
  return undefined;
};

const judgeNode = (place: Place, specifier: string): string | undefined => {
  if (!specifier.startsWith('node:')) return `${specifier} is written node:${specifier}`;
  if (!inSrc(place) || place.row.kind === 'open') return undefined;
  if (!place.row.node) return `${specifier}: ${place.member.dir} is pure`;
  return undefined;
};

const judgeThird = (place: Place, specifier: string): string | undefined => {
  const party = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const { member, row, path } = place;
  const sole = soleImporter[party];
  if (sole !== undefined && member.dir !== `packages/${sole}`)
    return `${party} may be imported by ${sole} only`;
  if (!inSrc(place)) {
    return [...testParties, ...member.dependencies, ...member.devDependencies].includes(party)
      ? undefined
      : `${party} is not declared in ${member.dir}/package.json`;
  }
  if (row.kind === 'open') {
    return member.dependencies.includes(party)
      ? undefined
      : `${party} is not among the dependencies of ${member.dir}`;
  }
  const where = Object.hasOwn(row.thirdParty, party) ? row.thirdParty[party] : undefined;
  if (where === undefined) return `${member.dir} may not import ${party}`;
  if (where !== 'anywhere' && !where.some((folder) => path.startsWith(`src/${folder}`)))
    return `${party} may be imported only in ${where.map((folder) => `src/${folder}`).join(', ')}`;
  return undefined;
};
