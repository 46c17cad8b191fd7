/** What is known of a person. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly language?: string;
}
