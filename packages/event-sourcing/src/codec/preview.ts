const longest = 60;
const deepest = 4;

/** A value in a few words: its type, and at most 60 characters of how JSON would show it. Asks nothing of the value. */
export const preview = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'function' || typeof value === 'symbol') {
    return value === null ? 'null' : `a ${typeof value}`;
  }
  return `${kind(value)} ${cut(attempt(() => sketch(value, longest, deepest)))}`;
};

/** At most so many characters, never half a surrogate pair. */
export const cut = (text: string, most = longest): string => {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head}…`;
};

/** As JSON, lone surrogates escaped; only so much of it is looked at. */
export const quote = (text: string, most = longest): string => JSON.stringify(text.slice(0, most));

const kind = (value: unknown): string => {
  if (typeof value !== 'object') return typeof value;
  return attempt(() => (Array.isArray(value) ? 'array' : 'object'));
};

// Proxies and revoked proxies throw when looked at.
const attempt = (look: () => string): string => {
  try {
    return look();
  } catch {
    return '(unreadable)';
  }
};

const sketch = (value: unknown, room: number, depth: number): string => {
  if (typeof value === 'string') return quote(value, room + 1);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function' || typeof value === 'symbol') return typeof value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth === 0) return '…';
  const members = Array.isArray(value) ? items(value, room, depth) : fields(value, room, depth);
  return Array.isArray(value) ? `[${members}]` : `{${members}}`;
};

const items = (value: ReadonlyArray<unknown>, room: number, depth: number): string => {
  let text = '';
  for (let index = 0; index < value.length && text.length <= room; index++) {
    text += `${index > 0 ? ',' : ''}${member(value, String(index), room - text.length, depth)}`;
  }
  return text;
};

const fields = (value: object, room: number, depth: number): string => {
  let text = '';
  for (const key of Object.keys(value)) {
    if (text.length > room) break;
    const name = `${text === '' ? '' : ','}${quote(key, room + 1)}:`;
    text += name + member(value, key, room - text.length - name.length, depth);
  }
  return text;
};

// By the descriptor: a getter is not called.
const member = (of: object, key: string, room: number, depth: number): string => {
  const property = Object.getOwnPropertyDescriptor(of, key);
  if (room <= 0 || property === undefined || !('value' in property)) return '…';
  return sketch(property.value, room, depth - 1);
};
