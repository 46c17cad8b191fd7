import { parseStreamName, type RecordedEvent } from '@partner-incentives/event-sourcing';

type Mentioning = Pick<RecordedEvent, 'stream' | 'data'>;

/** Whether the event says something about the user. */
export const isAbout = ({ data }: Mentioning, user: string): boolean =>
  ['userId', 'by', 'firstGlobalAdmin'].some((key) => fieldOf(data, key) === user) ||
  listOf(data, 'recipients').includes(user);

/** Whether the event happened at the location, or, for a refusal, would have. */
export const isAt = ({ stream, data }: Mentioning, location: string): boolean =>
  fieldOf(data, 'pla') === location || [stream, fieldOf(data, 'stream')].some(standsFor(location));

/** The last id of these streams is a location's. */
const ofLocations: ReadonlySet<string> = new Set(['partnerLocation', 'eligibility', 'enrollment']);

const standsFor =
  (location: string) =>
  (stream: unknown): boolean => {
    const { category = '', ids = [] } = parseStreamName(String(stream)) ?? {};
    return ofLocations.has(category) && ids.at(-1) === location;
  };

const fieldOf = (data: unknown, key: string): unknown =>
  typeof data === 'object' && data !== null && Object.hasOwn(data, key)
    ? (data as Readonly<Record<string, unknown>>)[key]
    : undefined;

const listOf = (data: unknown, key: string): ReadonlyArray<unknown> => {
  const list = fieldOf(data, key);
  return Array.isArray(list) ? list : [];
};
