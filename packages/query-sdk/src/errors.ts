import { LogexError } from '@logex/log-schema';

/** The package `chdb`, or its library for this platform, cannot be loaded. */
export function engineMissing(cause: unknown): LogexError {
  return new LogexError({
    code: 'query/engine-missing',
    kind: 'usage',
    message: `starting the embedded engine: the package 'chdb' cannot be loaded on ${process.platform}-${process.arch}; it exists for Linux (x64, arm64, glibc) and macOS`,
    hint: "run 'npm install chdb', or use createLogClient with the URL of a ClickHouse server",
    cause,
  });
}

/** Another process has the data directory of the engine open, or it cannot be written. */
export function engineDirectoryBusy(directory: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'query/engine-directory-busy',
    kind: 'outside',
    message: `starting the embedded engine: its data directory '${directory}' cannot be opened; it must be writable, and one process at a time may have it open`,
    hint: 'wait for the other process to end, or name another directory',
    retry: true,
    cause,
  });
}
