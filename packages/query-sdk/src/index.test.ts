import { expect, test } from 'vitest';
import * as embedded from './embedded.ts';
import * as sdk from './index.ts';

test('exports this and nothing else', () => {
  expect(Object.keys(sdk).sort()).toEqual([
    'QueryError', 'SelectQuery', 'SqlQuery', 'bind', 'compileQuestion', 'createLogClient', 'defineQuestion', 'drawnAsBars', 'from', 'highlights',
    'questions', 'refreshHotTier', 'sql',
  ]);
  expect(Object.keys(embedded).sort()).toEqual(['createEmbeddedLogClient', 'openEmbeddedEngine', 'warehouseTables', 'warehouseViews']);
});
