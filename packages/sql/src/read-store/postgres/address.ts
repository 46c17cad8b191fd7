/** For people and logs. */
export const addressWithoutPassword = (address: string): string =>
  address
    .replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/, '$1@')
    .replaceAll(/([?&](?:ssl)?password=)[^&]*/g, '$1…');
