import type * as t from 'io-ts';
import { namedSchema } from './named-schemas.js';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a codec accepts, as JSON Schema; unknown keys are errors. Read off the codec's own structure. */
export const jsonSchemaOf = (codec: t.Mixed): JsonSchema => {
  const named = namedSchema(codec);
  if (named !== undefined) return named;
  const structure = codec as Structure;
  switch (structure._tag) {
    case 'StringType':
      return { type: 'string' };
    case 'NumberType':
      return { type: 'number' };
    case 'BooleanType':
      return { type: 'boolean' };
    case 'NullType':
      return { type: 'null' };
    case 'UnknownType':
      return {};
    case 'AnyDictionaryType':
      return { type: 'object' };
    case 'LiteralType':
      return { const: structure.value };
    case 'KeyofType':
      return { enum: Object.keys(structure.keys) };
    case 'ReadonlyArrayType':
      return { type: 'array', items: jsonSchemaOf(structure.type) };
    case 'DictionaryType':
      return { type: 'object', additionalProperties: jsonSchemaOf(structure.codomain) };
    case 'UnionType':
      return { anyOf: structure.types.map(jsonSchemaOf) };
    case 'ReadonlyType':
    case 'ExactType':
      return jsonSchemaOf(structure.type);
    case 'InterfaceType':
    case 'PartialType':
    case 'IntersectionType':
      return objectSchema(structure);
    default:
      throw new TypeError(`no JSON Schema for ${codec.name}`);
  }
};

type Structure =
  | t.StringType
  | t.NumberType
  | t.BooleanType
  | t.NullType
  | t.UnknownType
  | t.AnyDictionaryType
  | t.LiteralType<string | number | boolean>
  | t.KeyofType<Record<string, unknown>>
  | t.ReadonlyArrayType<t.Mixed>
  | t.DictionaryType<t.Mixed, t.Mixed>
  | t.UnionType<t.Mixed[]>
  | t.ReadonlyType<t.Mixed>
  | t.ExactType<t.Mixed>
  | ObjectStructure;

type ObjectStructure =
  t.InterfaceType<t.Props> | t.PartialType<t.Props> | t.IntersectionType<t.Mixed[]>;

const objectSchema = (structure: ObjectStructure): JsonSchema => {
  const fields = fieldsOf(structure);
  const required = fields.filter((field) => field.required).map(({ key }) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ key, codec }) => [key, jsonSchemaOf(codec)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
};

interface Field {
  readonly key: string;
  readonly codec: t.Mixed;
  readonly required: boolean;
}

const fieldsOf = (codec: t.Mixed): ReadonlyArray<Field> => {
  const structure = codec as Structure;
  switch (structure._tag) {
    case 'InterfaceType':
    case 'PartialType':
      return Object.entries(structure.props).map(([key, prop]) => ({
        key,
        codec: prop,
        required: structure._tag === 'InterfaceType',
      }));
    case 'IntersectionType':
      return structure.types.flatMap(fieldsOf);
    case 'ExactType':
    case 'ReadonlyType':
      return fieldsOf(structure.type);
    default:
      throw new TypeError(`${codec.name} is no object`);
  }
};
