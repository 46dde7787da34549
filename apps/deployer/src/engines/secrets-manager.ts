import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { askAws } from './ask-aws.ts';

/** AWS Secrets Manager in one region. Each call rejects with a LogexError of kind `outside`. */
export interface SecretsManager {
  /** The text of a secret; undefined where nobody has given it one. */
  readonly read: (arn: string) => Promise<string | undefined>;
  /** Gives a secret its text. With a token that was used for another text nothing happens, and the answer is false. */
  readonly put: (arn: string, text: string, token?: string) => Promise<boolean>;
}

/** Secrets Manager in `region`, with the credentials of the environment. */
export function secretsManagerIn(region: string): SecretsManager {
  return {
    read: (arn) =>
      asked(`reading ${arn}`, 'secretsmanager:GetSecretValue', region, async (client) => {
        const { GetSecretValueCommand, ResourceNotFoundException } = await import('@aws-sdk/client-secrets-manager');
        try {
          return (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString;
        } catch (error) {
          if (error instanceof ResourceNotFoundException) return undefined;
          throw error;
        }
      }),
    put: (arn, text, token) =>
      asked(`filling ${arn}`, 'secretsmanager:PutSecretValue', region, async (client) => {
        const { PutSecretValueCommand, ResourceExistsException } = await import('@aws-sdk/client-secrets-manager');
        try {
          await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: text, ...(token === undefined ? {} : { ClientRequestToken: token }) }));
          return true;
        } catch (error) {
          if (error instanceof ResourceExistsException) return false;
          throw error;
        }
      }),
  };
}

async function asked<Answer>(act: string, action: string, region: string, ask: (client: SecretsManagerClient) => Promise<Answer>): Promise<Answer> {
  const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  return askAws(new SecretsManagerClient({ region, maxAttempts: 3 }), act, action, ask);
}
