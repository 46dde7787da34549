import { assertType, describe, expectTypeOf, test } from 'vitest';
import { hashedText, logs, withPolicy, type Hashed, type Masked, type RowOf } from '../index.ts';

const kept = withPolicy(logs, { ip_address: 'mask', remote_user: 'hash', http_query: 'drop', http_status: 'drop' });
type Row = RowOf<typeof kept>;

describe('a row of a table under a policy', () => {
  test('says what is kept of each column', () => {
    expectTypeOf<Row['ip_address']>().toEqualTypeOf<Masked | null>();
    expectTypeOf<Row['remote_user']>().toEqualTypeOf<Hashed | null>();
    expectTypeOf<Row['http_query']>().toEqualTypeOf<null>();
    expectTypeOf<Row['http_status']>().toEqualTypeOf<null>();
    expectTypeOf<Row['message']>().toEqualTypeOf<string | null>();
    expectTypeOf<Row['timestamp']>().toEqualTypeOf<string>();
  });

  test('holds text that may be printed, and is not made of any text', () => {
    expectTypeOf<Hashed>().toExtend<string>();
    expectTypeOf<string>().not.toExtend<Hashed>();
    expectTypeOf<Hashed>().not.toExtend<Masked>();
    expectTypeOf(hashedText).returns.resolves.toEqualTypeOf<Hashed>();
  });

  test('fails for a column or an action that is not there', () => {
    // @ts-expect-error no such column
    assertType(withPolicy(logs, { nobody: 'drop' }));
    // @ts-expect-error no such action
    assertType(withPolicy(logs, { ip_address: 'encrypt' }));
  });
});
