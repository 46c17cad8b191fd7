/** For people and logs. Of one that cannot be taken apart nothing is shown, as any part of it may be the password. */
export const addressWithoutPassword = (address: string): string =>
  URL.canParse(address) || URL.canParse(address.replace('@/', '@host/'))
    ? address
        .replace(/^(\w+:\/\/[^:@/?#]*):[^/?#]*@/, '$1@')
        .replaceAll(/([?&](?:ssl)?password=)[^&]*/g, '$1…')
    : 'The read store';
