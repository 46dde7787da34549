import { runCheckov, unexplained } from './checkov.ts';
import { checkovReasons } from './checkov-reasons.ts';
import { goldenConfigurations } from './golden-configurations.ts';

const { passed, failures } = await runCheckov(goldenConfigurations());
const open = unexplained(failures);
console.log(`checkov: ${passed} checks passed, ${failures.length} did not`);
for (const [check, { reason }] of Object.entries(checkovReasons)) {
  const count = failures.filter((failure) => failure.check === check).length;
  console.log(`  ${check} (${count}): ${reason}`);
}
for (const { configuration, check, title, resource } of open.failures) console.error(`UNEXPLAINED ${configuration}: ${check} ${resource}: ${title}`);
for (const check of open.idleReasons) console.error(`IDLE REASON ${check}`);
process.exitCode = open.failures.length + open.idleReasons.length === 0 ? 0 : 1;
