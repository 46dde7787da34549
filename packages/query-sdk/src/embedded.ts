export { openEmbeddedEngine, type EmbeddedEngine, type EmbeddedEngineOptions, type EmbeddedSession } from './embedded/embedded-engine.ts';
export { createEmbeddedLogClient, type EmbeddedLogClientOptions } from './embedded/create-embedded-log-client.ts';
export { warehouseTables, warehouseViews } from './embedded/warehouse-views.ts';
