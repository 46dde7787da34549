import type { AwsAnswer, AwsCall } from './moto-gaps.ts';

/** Access keys that the mock refuses, as AWS words it: dead ones, and ones of a user who may read only. */
export const refusedKeys = { expired: 'EXPIRED', reader: 'READER' } as const;

/** The refusal of a call that is signed with a refused key; undefined for all others. A reader is refused what writes to S3. */
export function refusalOf({ authorization, method }: AwsCall): AwsAnswer | undefined {
  const key = /Credential=([^/]+)\//u.exec(authorization)?.[1];
  if (key === refusedKeys.expired) return refusal('ExpiredToken', 'The security token included in the request is expired', authorization);
  if (key !== refusedKeys.reader || !authorization.includes('/s3/') || ['GET', 'HEAD'].includes(method)) return undefined;
  return refusal('AccessDenied', 'User: arn:aws:iam::123456789012:user/reader is not authorized to perform: s3:CreateBucket', authorization);
}

function refusal(code: string, message: string, authorization: string): AwsAnswer {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status: 403, body: authorization.includes('/s3/') ? error : `<ErrorResponse>${error}</ErrorResponse>` };
}
