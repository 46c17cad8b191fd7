/** The two well-known messages that only batches need. The package has no types of its own. */
declare module 'google-protobuf/google/protobuf/any_pb.js' {
  import type { Status } from '@eventstore/db-client/generated/status_pb.js';
  type AnyMessage = NonNullable<Parameters<Status['setDetails']>[0]>;
  const module: { readonly Any: new () => AnyMessage };
  export default module;
}

declare module 'google-protobuf/google/protobuf/empty_pb.js' {
  import type { WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb.js';
  type EmptyMessage = NonNullable<Parameters<WrongExpectedVersion['setExpectedAny']>[0]>;
  const module: { readonly Empty: new () => EmptyMessage };
  export default module;
}
