/** Why a line, or a whole file, was rejected: reason codes with what each means and what helps. */
export const rejectReasons = {
  'blank-line': 'the line is empty or holds spaces only',
  'line-too-long': 'the line is longer than the limit; raise it and replay',
  'invalid-utf8': 'the line holds bytes that are not UTF-8',
  'nul-byte': 'the line holds a NUL byte, as files do after a crash of the writer',
  'invalid-json': 'the line begins as a JSON object and is not valid JSON, or holds a number beyond 64 bits or half a surrogate pair, or nests too deep',
  'duplicate-key': 'the JSON object has two members of one name, so one of them would be lost',
  'missing-timestamp': 'the JSON object has no member that names a time',
  'invalid-timestamp': 'the time of the line cannot be read, or is a day that does not exist',
  'timestamp-out-of-range': 'the time lies before 1970 or after 2105',
  'unrecognized-format': 'the line is in no known format',
  'unreadable-file': 'the file could not be read (line 0 stands for the whole file)',
  'invalid-gzip': 'the file is named .gz and is not gzip (line 0)',
  'truncated-gzip': 'the gzip stream ends early or is damaged (line 0)',
} as const;

/** Code of a reason in `logs_rejected.reason`. */
export type RejectReason = keyof typeof rejectReasons;

/** Every reason code. */
export const rejectReasonCodes = Object.keys(rejectReasons) as readonly RejectReason[];
