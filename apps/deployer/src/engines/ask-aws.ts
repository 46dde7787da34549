import { awsFault } from './aws-fault.ts';

/**
 * Asks AWS by a client that is closed afterwards.
 *
 * @param act what is tried, for people
 * @param action the IAM action that it takes
 * @throws LogexError what {@link awsFault} makes of an error of the SDK.
 */
export async function askAws<Client extends { destroy(): void }, Answer>(client: Client, act: string, action: string, ask: (client: Client) => Promise<Answer>): Promise<Answer> {
  try {
    return await ask(client);
  } catch (error) {
    throw awsFault(act, action, error);
  } finally {
    client.destroy();
  }
}
