import type { Command } from '@partner-incentives/domain';
import type { Directory, Person } from './ports/directory.js';

/** Whom a command tells us about, if anybody. */
export const personIn = (command: Command): Person | undefined => {
  switch (command.type) {
    case 'AddUser':
      return personOf(command);
    case 'RegisterAccount':
      return personOf(command.globalAdmin);
    default:
      return undefined;
  }
};

/** The command without what belongs into the Directory alone; only this is hashed (§3.7). */
export const withoutPersonalData = (command: Command): unknown => {
  switch (command.type) {
    case 'AddUser': {
      const { name: _name, email: _email, language: _language, ...rest } = command;
      return rest;
    }
    case 'RegisterAccount':
      return { ...command, globalAdmin: { userId: command.globalAdmin.userId } };
    default:
      return command;
  }
};

/**
 * Puts the person into the Directory before the command is decided, so that two commands at once cannot both get the
 * e-mail, and takes them out again unless the command is recorded now: neither a refusal nor the repetition of a
 * command whose person was erased since may leave anybody there.
 */
export const withPerson = async <Answer>(
  directory: Directory,
  command: Command,
  decide: (emailTaken: boolean) => Promise<Answer>,
  isRecordedNow: (answer: Answer) => boolean,
): Promise<Answer> => {
  const person = personIn(command);
  if (person === undefined) return decide(false);
  const added = await directory.add(person);
  const answer = await decide(added === 'emailTaken');
  if (added === 'added' && !isRecordedNow(answer)) await directory.erase(person.userId);
  return answer;
};

const personOf = ({ userId, name, email, language }: Person): Person => ({
  userId,
  name,
  email,
  ...(language === undefined ? {} : { language }),
});
