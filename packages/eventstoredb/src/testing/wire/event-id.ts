import { shared } from './generated.js';
import { unknownError } from './rpc-error.js';

/** The id in lower case with hyphens, however it was sent; what is no UUID fails the request. */
export const eventId = (uuid: shared.UUID | undefined): string => {
  if (uuid === undefined) throw unknownError();
  const structured = uuid.getStructured();
  const text =
    structured === undefined
      ? uuid.getString().toLowerCase()
      : hyphenated(
          hex(structured.getMostSignificantBits()) + hex(structured.getLeastSignificantBits()),
        );
  if (!pattern.test(text)) throw unknownError();
  return text;
};

export const uuidOf = (text: string): shared.UUID => new shared.UUID().setString(text);

const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const hex = (bits: string): string =>
  BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
const hyphenated = (digits: string): string =>
  digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
