import { isMachineToolName, machineTools } from './machine-tool.ts';
import { prepareMachine } from './prepare-machine.ts';

// node tools/machine/src/main.ts <tool>…: installs those that the machine lacks, or says how and ends with 3.
const names = process.argv.slice(2);
const known = names.filter(isMachineToolName);
if (names.length === 0 || known.length < names.length) {
  console.error(`which tools? ${Object.keys(machineTools).join(', ')}`);
  process.exit(2);
}
try {
  prepareMachine(known, (line) => console.log(line));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(3);
}
