/** The roles of a read store by default. They belong to the whole server, so on somebody's server they are to go again. */
const roles = ['incentives_app', 'incentives_worker'];

/** Creates those that are missing, with a mark. */
export const createMarkedRoles: ReadonlyArray<string> = roles.map(
  (role) => `do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then
      create role ${role} nologin;
      comment on role ${role} is 'made by tests';
    end if;
  exception when duplicate_object or unique_violation or insufficient_privilege then null;
  end $$`,
);

/** Removes those with the mark, unless the database of another suite still needs them: then that one does. */
export const dropMarkedRoles: ReadonlyArray<string> = roles.map(
  (role) => `do $$ begin
    if shobj_description(to_regrole('${role}')::oid, 'pg_authid') = 'made by tests' then
      drop role ${role};
    end if;
  exception when dependent_objects_still_exist or undefined_object or insufficient_privilege
    then null;
  end $$`,
);
