import type { Command } from '@partner-incentives/domain';
import type { Directory, Person } from './ports/directory.js';
import { turns } from './turns.js';

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

/** What became of the command: recorded now, recorded by an earlier delivery, not at all, or nobody knows. */
export type Outcome = 'recorded' | 'repeated' | 'nothing' | 'unknown';

/** Decides a command, given whether somebody else has its person's e-mail, with the Directory kept in step. */
export type WithPerson = <Answer>(
  command: Command,
  decide: (emailTaken: boolean) => Promise<Answer>,
  outcomeOf: (answer: Answer) => Outcome,
) => Promise<Answer>;

/**
 * Puts the person into the Directory before the command is decided, so that two commands at once cannot both get the
 * e-mail, and takes them out again where the command recorded nothing. Nor does the repetition of an old command bring
 * back who was erased since. In this process, commands about the same person take turns: one that is refused cannot
 * take out whom another is just adding.
 */
export const withPersonIn = (directory: Directory): WithPerson => {
  const inTurn = turns();
  return async (command, decide, outcomeOf) => {
    const person = personIn(command);
    if (person === undefined) return decide(false);
    return inTurn(person.userId, async () => {
      const before = await directory.lookUp(person.userId);
      const added = await directory.add(person);
      const answer = await decide(added === 'emailTaken');
      if (added === 'added' && !isToStay(outcomeOf(answer), before)) {
        await directory.erase(person.userId);
      }
      return answer;
    });
  };
};

const isToStay = (outcome: Outcome, before: Person | 'erased' | undefined): boolean => {
  switch (outcome) {
    case 'recorded':
    case 'unknown':
      return true;
    case 'repeated':
      return before !== 'erased';
    case 'nothing':
      return false;
  }
};

const personOf = ({ userId, name, email, language }: Person): Person => ({
  userId,
  name,
  email,
  ...(language === undefined ? {} : { language }),
});
