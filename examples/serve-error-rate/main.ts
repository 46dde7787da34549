import { openClient } from '../open-client.ts';
import { createService } from './service.ts';

const [warehouse, port = '0'] = process.argv.slice(2);
const client = await openClient(warehouse);
const service = createService(client);

process.on('SIGINT', () => void service.close().then(() => client.close()));
process.stdout.write(`${await service.listen({ host: '127.0.0.1', port: Number(port) })}/error-rate\n`);
