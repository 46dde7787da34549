import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { constants, createGzip, type Gzip } from 'node:zlib';
import type { ClickHouseRequest } from './clickhouse-request.ts';

/** An error as ClickHouse reports it. */
export class ServerFault extends Error {
  readonly code: number;
  readonly type: string;

  constructor(code: number, type: string, message: string) {
    super(message);
    this.code = code;
    this.type = type;
  }
}

const errorText = ({ code, type, message }: ServerFault): string => `Code: ${code}. DB::Exception: ${message} (${type}) (version 26.7.1.1 (official build))\n`;

/**
 * Writes an answer as ClickHouse does: the status is sent with the first bytes, so that an error in the middle of the rows comes
 * behind them, between marks that the header `X-ClickHouse-Exception-Tag` announces.
 */
export class ClickHouseAnswer {
  readonly #response: ServerResponse;
  readonly #request: Pick<ClickHouseRequest, 'gzip' | 'waitEnd' | 'format' | 'queryId'>;
  readonly #tag = randomBytes(8).toString('hex');
  #held: Uint8Array[] = [];
  #gzip: Gzip | undefined;

  constructor(response: ServerResponse, request: Pick<ClickHouseRequest, 'gzip' | 'waitEnd' | 'format' | 'queryId'>) {
    this.#response = response;
    this.#request = request;
  }

  /** Sends bytes of the result, and waits while the client is slow to take them. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#request.waitEnd) this.#held.push(bytes);
    else await this.#send(bytes);
  }

  /** Ends an answer that is complete. */
  async end(): Promise<void> {
    const held = this.#held;
    this.#held = [];
    for (const bytes of held) await this.#send(bytes);
    this.#body().end();
  }

  /** Ends the answer with an error: by its status where nothing was sent yet, else behind the rows. */
  fail(fault: ServerFault): void {
    const text = errorText(fault);
    if (!this.#response.headersSent) {
      this.#response.writeHead(fault.code === 516 ? 403 : fault.code === 60 || fault.code === 81 ? 404 : 500, { ...this.#headers(), 'x-clickhouse-exception-code': fault.code });
      this.#response.end(text);
      return;
    }
    this.#body().end(`\r\n__exception__\r\n${this.#tag}\r\n${text}${Buffer.byteLength(text)} ${this.#tag}\r\n__exception__\r\n`);
  }

  async #send(bytes: Uint8Array): Promise<void> {
    const body = this.#body();
    if (!body.write(bytes)) await this.#drained(body);
    this.#gzip?.flush(constants.Z_SYNC_FLUSH);
  }

  #drained(body: Writable): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        body.off('drain', done);
        this.#response.off('close', done);
        resolve();
      };
      body.once('drain', done);
      this.#response.once('close', done);
    });
  }

  #body(): Writable {
    if (!this.#response.headersSent) {
      this.#response.writeHead(200, { ...this.#headers(), ...(this.#request.gzip ? { 'content-encoding': 'gzip' } : {}) });
      if (this.#request.gzip) {
        this.#gzip = createGzip();
        this.#gzip.pipe(this.#response);
      }
    }
    return this.#gzip ?? this.#response;
  }

  #headers(): Record<string, string> {
    return {
      'content-type': 'application/x-ndjson; charset=UTF-8',
      'x-clickhouse-query-id': this.#request.queryId ?? '',
      'x-clickhouse-format': this.#request.format,
      'x-clickhouse-timezone': 'UTC',
      'x-clickhouse-exception-tag': this.#tag,
    };
  }
}
