/** What is known of a person. Events hold nothing of it: people there are user ids (§3.7). */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly language?: string;
}

/**
 * Where personal data lives, and can be erased. E-mails are unique, compared without regard to case. Every operation
 * rejects with `StoreUnavailableError` where the directory cannot answer.
 */
export interface Directory {
  /** `already`: this very person is known. `emailTaken`: somebody else has the e-mail, or the user id another one. */
  add(person: Person): Promise<'added' | 'already' | 'emailTaken'>;
  /** `erased`: shown as "former user", and remembered, or else repeating an old command would bring them back. */
  lookUp(userId: string): Promise<Person | 'erased' | undefined>;
  /** Whether there was something to erase. */
  erase(userId: string): Promise<boolean>;
}
