/** A store URL of EventStoreDB, taken apart. */
export interface EventStoreDbUrl {
  /** What the client takes. */
  readonly connectionString: string;
  /** Put before every stream name on the server, so that several can share one. */
  readonly categoryPrefix?: string;
  /** Scheme and hosts, without credentials and options: fit to be printed. */
  readonly name: string;
}

/** `esdb://…` or `esdb+discover://…`; our own option `categoryPrefix` is taken off it. */
export const eventStoreDbUrl = (url: string): EventStoreDbUrl => {
  const question = url.indexOf('?');
  const [address, query] =
    question < 0 ? [url, ''] : [url.slice(0, question), url.slice(question + 1)];
  const options = query.split('&').filter((option) => option !== '');
  const prefix = options.findLast((option) => option.startsWith(ours))?.slice(ours.length);
  const rest = options.filter((option) => !option.startsWith(ours)).join('&');
  return {
    connectionString: rest === '' ? address : `${address}?${rest}`,
    ...(prefix !== undefined && { categoryPrefix: prefix }),
    name: `${withoutSecrets(url)}${prefix === undefined ? '' : `?${ours}${prefix}`}`,
  };
};

const ours = 'categoryPrefix=';

/**
 * Scheme and hosts of a URL, whatever else it holds or should have held: an unescaped password can stand anywhere
 * before an `@`. What does not look like hosts is not shown.
 */
export const withoutSecrets = (url: string): string => {
  const [, scheme, rest = ''] = /^([a-z+]*:\/\/)(.*)$/is.exec(url) ?? [];
  if (scheme === undefined) return url.includes('@') ? '…' : url;
  const [hosts = ''] = rest.slice(rest.lastIndexOf('@') + 1).split(/[/?]/);
  return `${scheme}${/^[\w.-]+(?::\d+)?(?:,[\w.-]+(?::\d+)?)*$/.test(hosts) ? hosts : '…'}`;
};
