import { thriftCall, type ThriftFields, type ThriftValue } from './thrift-call.ts';

/** A lock of a table in a Hive Metastore. */
export interface MetastoreLock {
  readonly id: bigint;
  /** `database.table`. */
  readonly table: string;
  /** User and host that took it. */
  readonly owner: string;
  /** ISO 8601: the newest sign of life of its owner. */
  readonly heardAt: string;
}

/** Numbers of the fields of a lock in the protocol of Hive 2.3. */
const field = { id: 1, database: 2, table: 3, heartbeat: 8, acquired: 9, user: 10, host: 11 } as const;

/** All locks of the metastore on a port of this machine. */
export async function metastoreLocks(port: number): Promise<readonly MetastoreLock[]> {
  const answer = await thriftCall(port, 'show_locks', new Map());
  const [, locks = []] = [...answer].find(([id]) => id === 1) ?? [];
  return (locks as readonly ThriftValue[]).map((lock) => {
    const fields = lock as ThriftFields;
    const text = (id: number): string => String(fields.get(id) ?? '');
    const heard = Math.max(Number(fields.get(field.heartbeat) ?? 0), Number(fields.get(field.acquired) ?? 0));
    return {
      id: BigInt(text(field.id)),
      table: [text(field.database), text(field.table)].filter((part) => part !== '').join('.'),
      owner: `${text(field.user)}@${text(field.host)}`,
      heardAt: new Date(heard).toISOString(),
    };
  });
}

/** Takes a lock from whoever has it. */
export async function releaseLock(port: number, id: bigint): Promise<void> {
  await thriftCall(port, 'unlock', new Map([[1, id]]));
}
