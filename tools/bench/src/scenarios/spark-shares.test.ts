import { expect, test } from 'vitest';
import { sharesOf } from './spark-shares.ts';

const sample = (thread: string, ...frames: readonly string[]): string =>
  `jdk.ExecutionSample {\n  sampledThread = "${thread}" (javaThreadId = 1)\n  stackTrace = [\n${frames.map((frame) => `    ${frame} line: 1`).join('\n')}\n  ]\n}\n`;
const task = 'Executor task launch worker for task 0.0 in stage 1.0 (TID 1)';
const generated = 'org.apache.spark.sql.catalyst.expressions.GeneratedClass$GeneratedIteratorForCodegenStage1.processNext()';

test('what a task is at counts by the innermost activity that is known, and other threads do not count', () => {
  const events = [
    sample(task, 'io.logex.spark.functions.IsoTime.parse(UTF8String)', generated),
    sample(task, 'io.logex.spark.functions.PlainJson.readText()', generated, 'org.apache.spark.shuffle.ShuffleWriteProcessor.write()'),
    sample(task, 'com.github.luben.zstd.Zstd.compress()', 'org.apache.iceberg.parquet.ParquetWriter.add(Object)'),
    sample(task, 'java.util.Arrays.copyOf()'),
    sample('plans', 'java.io.FileInputStream.read()'),
  ].join('\n');

  expect(sharesOf(events)).toEqual({ date: 0.25, parse: 0.25, write: 0.25, other: 0.25 });
});
