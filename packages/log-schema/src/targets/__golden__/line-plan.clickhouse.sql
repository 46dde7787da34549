SELECT
    ifNull(time, toDateTime64(0, 6, 'UTC')) AS timestamp,
    json_level AS level,
    coalesce(
      json_message, if((access_is_matched AND (NOT access_is_http)), nullif(nullif(access_request, '-'), ''), NULL)
    ) AS message,
    json_logger AS logger,
    json_thread AS thread,
    json_source_file AS source_file,
    json_line_number AS line_number,
    json_exception_class AS exception_class,
    json_exception_message AS exception_message,
    coalesce(
      json_ip_address,
      if(access_is_matched, if(access_is_split, access_head[(1 + access_shift)], access_groups[2]), NULL)
    ) AS ip_address,
    coalesce(
      json_remote_user,
      if(access_is_matched, nullif(if(access_is_split, access_head[(3 + access_shift)], access_groups[4]), '-'), NULL)
    ) AS remote_user,
    coalesce(json_http_method, if(access_is_http, access_request_parts[1], NULL)) AS http_method,
    coalesce(json_http_path, if(access_is_http, access_path, NULL)) AS http_path,
    coalesce(
      json_http_query,
      if((access_is_http AND (access_query_at > 0)), substring(access_target, (access_query_at + 1)), NULL)
    ) AS http_query,
    coalesce(
      json_http_version,
      if((access_is_http AND (length(access_request_parts) >= 3)), substring(access_request_parts[-1], 6), NULL)
    ) AS http_version,
    coalesce(
      json_http_status, toInt32OrNull(if(access_is_split, splitByChar(' ', access_quotes[3])[2], access_groups[7]))
    ) AS http_status,
    coalesce(json_response_size, access_size) AS response_size,
    coalesce(
      json_referer,
      if(
        access_has_headers,
        nullif(
          if(access_is_split, access_quotes[4], replaceAll(replaceAll(access_groups[10], '\\"', '"'), '\\\\', '\\')),
          '-'
        ),
        NULL
      )
    ) AS referer,
    coalesce(
      json_user_agent,
      if(
        access_has_headers,
        nullif(
          if(access_is_split, access_quotes[6], replaceAll(replaceAll(access_groups[11], '\\"', '"'), '\\\\', '\\')),
          '-'
        ),
        NULL
      )
    ) AS user_agent,
    if(
      is_json, if(json_has_leftovers, json_unnamed, json_unknown),
      if(
        access_has_attributes,
        mapFilter(
          (k, v) -> isNotNull(v),
          CAST(
            map(
              'vhost', nullif(access_vhost, ''), 'ident', nullif(access_ident, '-'), 'extra', nullif(access_extra, ''),
              'response_size', if((access_size IS NULL), nullif(access_size_text, '-'), NULL)
            ),
            'Map(String, Nullable(String))'
          )
        ),
        CAST(map(), 'Map(String, Nullable(String))')
      )
    ) AS attributes,
    if(
      is_json, 'json',
      if(
        (access_vhost = ''), if(access_has_headers, 'combined', 'common'),
        if(access_has_headers, 'vhost_combined', 'vhost_common')
      )
    ) AS format,
    reason AS reason,
    multiIf(
      (reason IN ('invalid-timestamp', 'timestamp-out-of-range')), substring(time_text, 1, 200), is_too_long,
      concat(toString(length(line)), ' bytes'), NULL
    ) AS detail,
    if(is_usable, if(is_json, 'json', 'access'), NULL) AS format_tried,
    if(reason = '', '', line) AS raw_line,
    _path AS ingest_file
FROM (SELECT *,
    if((access_query_at > 0), substring(access_target, 1, (access_query_at - 1)), access_target) AS access_path
FROM (SELECT *,
    position(access_target, '?') AS access_query_at,
    multiIf(
      is_too_long, 'line-too-long', (NOT is_utf8), 'invalid-utf8', has_nul, 'nul-byte', is_blank, 'blank-line',
      (is_json AND (NOT json_is_valid)), 'invalid-json',
      (
        is_json
        AND (
          arrayUniq(
            if(json_has_repeats, mapKeys(json_members), CAST([], 'Array(String)'))
          ) != length(if(json_has_repeats, mapKeys(json_members), CAST([], 'Array(String)')))
        )
      ),
      'duplicate-key', (is_json AND (json_time_text IS NULL)), 'missing-timestamp',
      ((NOT is_json) AND (NOT access_is_matched)), 'unrecognized-format',
      match(unread_time, '^[+-]?[0-9]{5,}-[0-9]{2}-|/[0-9]{5,}:'), 'timestamp-out-of-range', (time IS NULL),
      'invalid-timestamp',
      (NOT (time >= toDateTime64('1970-01-01', 6, 'UTC') AND time < toDateTime64('2106-01-01', 6, 'UTC'))),
      'timestamp-out-of-range', ''
    ) AS reason
FROM (SELECT *,
    (
      match(access_request_parts[1], '^[A-Za-z][A-Za-z_-]*\\z')
      AND (
        ((length(access_request_parts) >= 3) AND startsWith(access_request_parts[-1], 'HTTP/'))
        OR ((length(access_request_parts) = 2) AND (NOT startsWith(access_request_parts[-1], 'HTTP/')))
      )
    ) AS access_is_http,
    if(
      (length(access_request_parts) <= 3), access_request_parts[2],
      substring(
        access_request, (length(access_request_parts[1]) + 2),
        (length(access_request) - length(access_request_parts[1]) - length(access_request_parts[-1]) - 2)
      )
    ) AS access_target,
    (
      access_is_matched
      AND (
        (access_vhost != '') OR (access_ident != '-') OR (access_extra != '')
        OR ((access_size IS NULL) AND (access_size_text != '-'))
      )
    ) AS access_has_attributes,
    if((time IS NULL), time_text, '') AS unread_time
FROM (SELECT *,
    splitByChar(' ', access_request) AS access_request_parts,
    toInt64OrNull(access_size_text) AS access_size,
    if(is_json, json_time, access_time) AS time,
    coalesce(if(is_json, json_time_text, access_time_text), '') AS time_text
FROM (SELECT *,
    coalesce(
      json_time_iso,
      arrayMap(
        some -> multiIf(
          match(some, '^[0-9]{9,11}\\z'), fromUnixTimestamp64Micro(intDiv(toInt64OrNull(some) * 1000000, 1), 'UTC'),
          match(some, '^[0-9]{12,14}\\z'), fromUnixTimestamp64Micro(intDiv(toInt64OrNull(some) * 1000, 1), 'UTC'),
          match(some, '^[0-9]{15,17}\\z'), fromUnixTimestamp64Micro(intDiv(toInt64OrNull(some) * 1, 1), 'UTC'),
          match(some, '^[0-9]{18,19}\\z'), fromUnixTimestamp64Micro(intDiv(toInt64OrNull(some) * 1, 1000), 'UTC'),
          match(some, '^[0-9]{9,11}\\.[0-9]+\\z'),
          fromUnixTimestamp64Micro(
            toInt64(toDecimal128OrNull(if(match(some, '^[0-9]{9,11}\\.[0-9]+\\z'), some, ''), 6) * 1000000), 'UTC'
          ),
          match(some, '^[0-9]{2}/[A-Z][a-z]{2}/'),
          if(
            substring(some, 23, 2) <= '14' AND substring(some, 25, 1) <= '5',
            parseDateTime64OrNull(some, '%d/%b/%Y:%H:%i:%s %z', 'UTC'), NULL
          ),
          NULL
        ),
        if((json_time_iso IS NULL), [if((json_time_iso IS NULL), json_time_some, '')], [])
      )[1]
    ) AS json_time,
    if(access_is_split, true, (length(access_groups) > 0)) AS access_is_matched,
    if(access_is_split, access_split_has_headers, (access_groups[9] != '')) AS access_has_headers,
    if(access_is_split, if((access_shift = 1), access_head[1], ''), access_groups[1]) AS access_vhost,
    if(access_is_split, access_split_time_text, access_groups[5]) AS access_time_text,
    if(
      access_is_split, access_split_time,
      if(
        substring(access_groups[5], 23, 2) <= '14' AND substring(access_groups[5], 25, 1) <= '5',
        parseDateTime64OrNull(access_groups[5], '%d/%b/%Y:%H:%i:%s %z', 'UTC'), NULL
      )
    ) AS access_time,
    if(access_is_split, access_quotes[2], replaceAll(replaceAll(access_groups[6], '\\"', '"'), '\\\\', '\\')) AS access_request,
    if(access_is_split, splitByChar(' ', access_quotes[3])[3], access_groups[8]) AS access_size_text,
    if(access_is_split, access_head[(2 + access_shift)], access_groups[3]) AS access_ident,
    if(access_is_split, '', access_groups[12]) AS access_extra
FROM (SELECT *,
    parseDateTime64BestEffortOrNull(
      replaceAll(
        if(
          match(
            json_time_some,
            '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.,][0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z'
          ),
          json_time_some, ''
        ),
        ',', '.'
      ),
      6, 'UTC'
    ) AS json_time_iso,
    arrayMap(
      some -> mapFilter(
        (key, value) -> (
          (
            NOT (
              key IN (
                'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger',
                'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name',
                'line_number', 'lineno', 'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user', 'http_method',
                'request_method', 'http_path', 'http_query', 'http_version', 'http_status', 'status_code',
                'response_size', 'body_bytes_sent', 'referer', 'http_referer', 'user_agent', 'http_user_agent'
              )
            )
          )
          OR (
            (value IS NOT NULL)
            AND (
              (
                (key IN ('level', 'severity', 'lvl', 'loglevel', 'levelname', 'log.level'))
                AND (
                  if(
                    (substring(value, 1, 1) IN ('{', '[')), NULL,
                    transform(
                      upper(value),
                      ['10', '20', '30', '40', '50', '60', 'WARNING', 'ERR', 'CRIT', 'EMERG', 'INFORMATION'],
                      [
                        'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'WARN', 'ERROR', 'CRITICAL', 'EMERGENCY',
                        'INFO'
                      ],
                      upper(value)
                    )
                  ) IS NULL
                )
              )
              OR ((key IN ('line_number', 'lineno', 'log.origin.file.line')) AND (toInt32OrNull(value) IS NULL))
              OR ((key IN ('http_status', 'status_code')) AND (toInt32OrNull(value) IS NULL))
              OR ((key IN ('response_size', 'body_bytes_sent')) AND (toInt64OrNull(value) IS NULL))
              OR ((key = '@timestamp') AND (NOT (coalesce(some['timestamp'], NULL) IS NULL)))
              OR ((key = 'time') AND (NOT (coalesce(some['timestamp'], some['@timestamp'], NULL) IS NULL)))
              OR ((key = 'ts') AND (NOT (coalesce(some['timestamp'], some['@timestamp'], some['time'], NULL) IS NULL)))
              OR (
                (key = 'datetime')
                AND (NOT (coalesce(some['timestamp'], some['@timestamp'], some['time'], some['ts'], NULL) IS NULL))
              )
              OR ((key = 'severity') AND (NOT (coalesce(some['level'], NULL) IS NULL)))
              OR ((key = 'lvl') AND (NOT (coalesce(some['level'], some['severity'], NULL) IS NULL)))
              OR ((key = 'loglevel') AND (NOT (coalesce(some['level'], some['severity'], some['lvl'], NULL) IS NULL)))
              OR (
                (key = 'levelname')
                AND (NOT (coalesce(some['level'], some['severity'], some['lvl'], some['loglevel'], NULL) IS NULL))
              )
              OR (
                (key = 'log.level')
                AND (
                  NOT (
                    coalesce(
                      some['level'], some['severity'], some['lvl'], some['loglevel'], some['levelname'], NULL
                    ) IS NULL
                  )
                )
              )
              OR ((key = 'msg') AND (NOT (coalesce(some['message'], NULL) IS NULL)))
              OR ((key = 'logger_name') AND (NOT (coalesce(some['logger'], NULL) IS NULL)))
              OR ((key = 'loggerName') AND (NOT (coalesce(some['logger'], some['logger_name'], NULL) IS NULL)))
              OR (
                (key = 'log.logger')
                AND (NOT (coalesce(some['logger'], some['logger_name'], some['loggerName'], NULL) IS NULL))
              )
              OR ((key = 'thread_name') AND (NOT (coalesce(some['thread'], NULL) IS NULL)))
              OR ((key = 'threadName') AND (NOT (coalesce(some['thread'], some['thread_name'], NULL) IS NULL)))
              OR (
                (key = 'process.thread.name')
                AND (NOT (coalesce(some['thread'], some['thread_name'], some['threadName'], NULL) IS NULL))
              )
              OR ((key = 'log.origin.file.name') AND (NOT (coalesce(some['source_file'], NULL) IS NULL)))
              OR ((key = 'lineno') AND (NOT (coalesce(some['line_number'], NULL) IS NULL)))
              OR (
                (key = 'log.origin.file.line') AND (NOT (coalesce(some['line_number'], some['lineno'], NULL) IS NULL))
              )
              OR ((key = 'error.type') AND (NOT (coalesce(some['exception_class'], NULL) IS NULL)))
              OR ((key = 'error.message') AND (NOT (coalesce(some['exception_message'], NULL) IS NULL)))
              OR ((key = 'remote_addr') AND (NOT (coalesce(some['ip_address'], NULL) IS NULL)))
              OR ((key = 'client_ip') AND (NOT (coalesce(some['ip_address'], some['remote_addr'], NULL) IS NULL)))
              OR (
                (key = 'remote_ip')
                AND (NOT (coalesce(some['ip_address'], some['remote_addr'], some['client_ip'], NULL) IS NULL))
              )
              OR ((key = 'request_method') AND (NOT (coalesce(some['http_method'], NULL) IS NULL)))
              OR ((key = 'status_code') AND (NOT (coalesce(some['http_status'], NULL) IS NULL)))
              OR ((key = 'body_bytes_sent') AND (NOT (coalesce(some['response_size'], NULL) IS NULL)))
              OR ((key = 'http_referer') AND (NOT (coalesce(some['referer'], NULL) IS NULL)))
              OR ((key = 'http_user_agent') AND (NOT (coalesce(some['user_agent'], NULL) IS NULL)))
            )
          )
        ),
        some
      ),
      if(json_has_leftovers, [if(json_has_leftovers, json_members, map())], [])
    )[1] AS json_unnamed,
    arrayMap(
      some -> extractGroups(
        some,
        '(?s)^(?:([^ :]+:[0-9]+|\\[[0-9A-Fa-f:.]+\\]:[0-9]+) )?([^ ]+) ([^ ]+) (""|(?:[^"]|\\\\")[^"]*?(?:\\\\"[^"]*?)*?) \\[([^\\]\\[]+)\\] "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" ([0-9]{3}|-) ([0-9]+|-)( "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)")?(?: (.*))?\\z'
      ),
      if((NOT access_is_split), [if((NOT access_is_split), access_text, '')], [])
    )[1] AS access_groups
FROM (SELECT *,
    coalesce(json_time_text, '') AS json_time_some,
    (
      json_has_repeats OR ((mapValues(json_members)[indexOf(json_names, 'level')] IS NOT NULL) AND (json_level IS NULL))
      OR ((mapValues(json_members)[indexOf(json_names, 'line_number')] IS NOT NULL) AND (json_line_number IS NULL))
      OR ((mapValues(json_members)[indexOf(json_names, 'http_status')] IS NOT NULL) AND (json_http_status IS NULL))
      OR ((mapValues(json_members)[indexOf(json_names, 'response_size')] IS NOT NULL) AND (json_response_size IS NULL))
    ) AS json_has_leftovers,
    (
      (access_split_time IS NOT NULL)
      AND (
        ((length(access_quotes) = 3) AND (NOT endsWith(access_quotes[3], ' ')))
        OR (
          access_split_has_headers AND endsWith(access_quotes[3], ' ') AND (access_quotes[5] = ' ')
          AND (access_quotes[7] = '')
        )
      )
      AND (
        (length(access_head) = 6)
        OR ((length(access_head) = 7) AND match(access_head[1], '^([^ :]+:[0-9]+|\\[[0-9A-Fa-f:.]+\\]:[0-9]+)\\z'))
      )
      AND (access_head[(1 + access_shift)] != '') AND (access_head[(2 + access_shift)] != '')
      AND (access_head[(3 + access_shift)] != '') AND (access_head[(6 + access_shift)] = '')
      AND startsWith(access_head[(4 + access_shift)], '[') AND endsWith(access_head[(5 + access_shift)], ']')
      AND (length(access_head[(5 + access_shift)]) = 6)
      AND match(access_quotes[3], '^ (?:([0-9]{3}|-)) (?:([0-9]+|-)) ?\\z') AND (NOT (position(access_text, '\\') > 0))
    ) AS access_is_split
FROM (SELECT *,
    mapValues(json_members)[indexOf(json_names, 'timestamp')] AS json_time_text,
    if(
      (substring(mapValues(json_members)[indexOf(json_names, 'level')], 1, 1) IN ('{', '[')), NULL,
      transform(
        upper(mapValues(json_members)[indexOf(json_names, 'level')]),
        ['10', '20', '30', '40', '50', '60', 'WARNING', 'ERR', 'CRIT', 'EMERG', 'INFORMATION'],
        ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'WARN', 'ERROR', 'CRITICAL', 'EMERGENCY', 'INFO'],
        upper(mapValues(json_members)[indexOf(json_names, 'level')])
      )
    ) AS json_level,
    mapValues(json_members)[indexOf(json_names, 'message')] AS json_message,
    mapValues(json_members)[indexOf(json_names, 'logger')] AS json_logger,
    mapValues(json_members)[indexOf(json_names, 'thread')] AS json_thread,
    mapValues(json_members)[indexOf(json_names, 'source_file')] AS json_source_file,
    toInt32OrNull(mapValues(json_members)[indexOf(json_names, 'line_number')]) AS json_line_number,
    mapValues(json_members)[indexOf(json_names, 'exception_class')] AS json_exception_class,
    mapValues(json_members)[indexOf(json_names, 'exception_message')] AS json_exception_message,
    mapValues(json_members)[indexOf(json_names, 'ip_address')] AS json_ip_address,
    mapValues(json_members)[indexOf(json_names, 'remote_user')] AS json_remote_user,
    mapValues(json_members)[indexOf(json_names, 'http_method')] AS json_http_method,
    mapValues(json_members)[indexOf(json_names, 'http_path')] AS json_http_path,
    mapValues(json_members)[indexOf(json_names, 'http_query')] AS json_http_query,
    mapValues(json_members)[indexOf(json_names, 'http_version')] AS json_http_version,
    toInt32OrNull(mapValues(json_members)[indexOf(json_names, 'http_status')]) AS json_http_status,
    toInt64OrNull(mapValues(json_members)[indexOf(json_names, 'response_size')]) AS json_response_size,
    mapValues(json_members)[indexOf(json_names, 'referer')] AS json_referer,
    mapValues(json_members)[indexOf(json_names, 'user_agent')] AS json_user_agent,
    if(
      substring(access_split_time_text, 23, 2) <= '14' AND substring(access_split_time_text, 25, 1) <= '5',
      parseDateTime64OrNull(access_split_time_text, '%d/%b/%Y:%H:%i:%s %z', 'UTC'), NULL
    ) AS access_split_time
FROM (SELECT *,
    if(json_has_repeats, json_best_names, json_column_names) AS json_names,
    concat(substring(access_head[(4 + access_shift)], 2), ' ', substring(access_head[(5 + access_shift)], 1, 5)) AS access_split_time_text
FROM (SELECT *,
    arrayMap(
      some -> arrayMap(
        (key, value) -> multiIf(
          (
            (value IS NULL)
            AND (
              key IN (
                'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger',
                'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name',
                'line_number', 'lineno', 'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user', 'http_method',
                'request_method', 'http_path', 'http_query', 'http_version', 'http_status', 'status_code',
                'response_size', 'body_bytes_sent', 'referer', 'http_referer', 'user_agent', 'http_user_agent'
              )
            )
          ),
          '', ((key = '@timestamp') AND (coalesce(some['timestamp'], NULL) IS NULL)), 'timestamp',
          ((key = 'time') AND (coalesce(some['timestamp'], some['@timestamp'], NULL) IS NULL)), 'timestamp',
          ((key = 'ts') AND (coalesce(some['timestamp'], some['@timestamp'], some['time'], NULL) IS NULL)), 'timestamp',
          (
            (key = 'datetime')
            AND (coalesce(some['timestamp'], some['@timestamp'], some['time'], some['ts'], NULL) IS NULL)
          ),
          'timestamp', ((key = 'severity') AND (coalesce(some['level'], NULL) IS NULL)), 'level',
          ((key = 'lvl') AND (coalesce(some['level'], some['severity'], NULL) IS NULL)), 'level',
          ((key = 'loglevel') AND (coalesce(some['level'], some['severity'], some['lvl'], NULL) IS NULL)), 'level',
          (
            (key = 'levelname')
            AND (coalesce(some['level'], some['severity'], some['lvl'], some['loglevel'], NULL) IS NULL)
          ),
          'level',
          (
            (key = 'log.level')
            AND (
              coalesce(some['level'], some['severity'], some['lvl'], some['loglevel'], some['levelname'], NULL) IS NULL
            )
          ),
          'level', ((key = 'msg') AND (coalesce(some['message'], NULL) IS NULL)), 'message',
          ((key = 'logger_name') AND (coalesce(some['logger'], NULL) IS NULL)), 'logger',
          ((key = 'loggerName') AND (coalesce(some['logger'], some['logger_name'], NULL) IS NULL)), 'logger',
          ((key = 'log.logger') AND (coalesce(some['logger'], some['logger_name'], some['loggerName'], NULL) IS NULL)),
          'logger', ((key = 'thread_name') AND (coalesce(some['thread'], NULL) IS NULL)), 'thread',
          ((key = 'threadName') AND (coalesce(some['thread'], some['thread_name'], NULL) IS NULL)), 'thread',
          (
            (key = 'process.thread.name')
            AND (coalesce(some['thread'], some['thread_name'], some['threadName'], NULL) IS NULL)
          ),
          'thread', ((key = 'log.origin.file.name') AND (coalesce(some['source_file'], NULL) IS NULL)), 'source_file',
          ((key = 'lineno') AND (coalesce(some['line_number'], NULL) IS NULL)), 'line_number',
          ((key = 'log.origin.file.line') AND (coalesce(some['line_number'], some['lineno'], NULL) IS NULL)),
          'line_number', ((key = 'error.type') AND (coalesce(some['exception_class'], NULL) IS NULL)),
          'exception_class', ((key = 'error.message') AND (coalesce(some['exception_message'], NULL) IS NULL)),
          'exception_message', ((key = 'remote_addr') AND (coalesce(some['ip_address'], NULL) IS NULL)), 'ip_address',
          ((key = 'client_ip') AND (coalesce(some['ip_address'], some['remote_addr'], NULL) IS NULL)), 'ip_address',
          (
            (key = 'remote_ip') AND (coalesce(some['ip_address'], some['remote_addr'], some['client_ip'], NULL) IS NULL)
          ),
          'ip_address', ((key = 'request_method') AND (coalesce(some['http_method'], NULL) IS NULL)), 'http_method',
          ((key = 'status_code') AND (coalesce(some['http_status'], NULL) IS NULL)), 'http_status',
          ((key = 'body_bytes_sent') AND (coalesce(some['response_size'], NULL) IS NULL)), 'response_size',
          ((key = 'http_referer') AND (coalesce(some['referer'], NULL) IS NULL)), 'referer',
          ((key = 'http_user_agent') AND (coalesce(some['user_agent'], NULL) IS NULL)), 'user_agent', key
        ),
        mapKeys(some), mapValues(some)
      ),
      if(json_has_repeats, [if(json_has_repeats, json_members, map())], [])
    )[1] AS json_best_names,
    toUInt8((length(access_head) = 7)) AS access_shift
FROM (SELECT *,
    ((NOT json_is_empty) OR isValidJSON(if(json_is_empty, if(is_json, usable, ''), ''))) AS json_is_valid,
    (arrayUniq(json_column_names) != length(json_column_names)) AS json_has_repeats,
    splitByChar(' ', access_quotes[1]) AS access_head,
    (length(access_quotes) = 7) AS access_split_has_headers
FROM (SELECT *,
    (length(json_members) = 0) AS json_is_empty,
    arrayMap(
      key -> transform(
        key,
        [
          '@timestamp', 'time', 'ts', 'datetime', 'severity', 'lvl', 'loglevel', 'levelname', 'log.level', 'msg',
          'logger_name', 'loggerName', 'log.logger', 'thread_name', 'threadName', 'process.thread.name',
          'log.origin.file.name', 'lineno', 'log.origin.file.line', 'error.type', 'error.message', 'remote_addr',
          'client_ip', 'remote_ip', 'request_method', 'status_code', 'body_bytes_sent', 'http_referer',
          'http_user_agent'
        ],
        [
          'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level', 'level', 'level', 'level', 'message',
          'logger', 'logger', 'logger', 'thread', 'thread', 'thread', 'source_file', 'line_number', 'line_number',
          'exception_class', 'exception_message', 'ip_address', 'ip_address', 'ip_address', 'http_method',
          'http_status', 'response_size', 'referer', 'user_agent'
        ],
        key
      ),
      mapKeys(json_members)
    ) AS json_column_names,
    mapFilter(
      (key, value) -> (
        NOT (
          key IN (
            'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel', 'levelname',
            'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger', 'thread', 'thread_name',
            'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number', 'lineno',
            'log.origin.file.line', 'exception_class', 'error.type', 'exception_message', 'error.message', 'ip_address',
            'remote_addr', 'client_ip', 'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path',
            'http_query', 'http_version', 'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
            'http_referer', 'user_agent', 'http_user_agent'
          )
        )
      ),
      json_members
    ) AS json_unknown,
    splitByChar('"', access_text) AS access_quotes
FROM (SELECT *,
    JSONExtract(if(is_json, usable, ''), 'Map(String, Nullable(String))') AS json_members,
    if(is_json, '', usable) AS access_text
FROM (SELECT *,
    match(usable, '^[ \\t]*\\{') AS is_json
FROM (SELECT *,
    substring(
      line, 1 + 3 * startsWith(line, '\xEF\xBB\xBF'),
      if(is_usable, length(line) - 3 * startsWith(line, '\xEF\xBB\xBF') - endsWith(line, '\r'), 0)
    ) AS usable
FROM (SELECT *,
    (NOT (is_too_long OR (NOT is_utf8) OR has_nul OR is_blank)) AS is_usable
FROM (SELECT *,
    (length(line) > 1048576) AS is_too_long,
    isValidUTF8(line) AS is_utf8,
    (position(line, '\x00') > 0) AS has_nul,
    match(line, '^﻿?[ \\t]*\\r?\\z') AS is_blank
FROM raw_lines)))))))))))))))))
