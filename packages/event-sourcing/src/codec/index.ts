export { canonicalJson, toCanonicalJson } from './canonical-json.js';
export { compile, type Compiled, type CompileOptions } from './compile.js';
export { decodeMetadata } from './decode-metadata.js';
export { decodeRefusal } from './decode-refusal.js';
export { eventCodec, type EventCodec } from './event-codec.js';
export type * from './event-schema.js';
export { report, type Finding } from './report.js';
export { sha256Hex } from './sha256-hex.js';
export { uuidV5, uuidV5In } from './uuid-v5.js';
