import { LogexError } from '@logex/log-schema';

/** A metastore that does not do what it is asked. */
export function metastoreSaid(method: string, text: string): LogexError {
  return new LogexError({
    code: 'deployer/metastore-said',
    kind: 'outside',
    retry: true,
    message: `calling ${method} of the Hive Metastore: ${text}`,
    hint: "'logex-deployer logs hive-metastore' shows what it says itself",
  });
}
