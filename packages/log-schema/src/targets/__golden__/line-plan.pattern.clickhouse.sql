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
    coalesce(json_ip_address, if(access_is_matched, access_groups[2], NULL)) AS ip_address,
    coalesce(json_remote_user, if(access_is_matched, nullif(access_groups[4], '-'), NULL)) AS remote_user,
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
    coalesce(json_http_status, toInt32OrNull(access_groups[7])) AS http_status,
    coalesce(json_response_size, access_size) AS response_size,
    coalesce(
      json_referer,
      if(access_has_headers, nullif(replaceAll(replaceAll(access_groups[10], '\\"', '"'), '\\\\', '\\'), '-'), NULL)
    ) AS referer,
    coalesce(
      json_user_agent,
      if(access_has_headers, nullif(replaceAll(replaceAll(access_groups[11], '\\"', '"'), '\\\\', '\\'), '-'), NULL)
    ) AS user_agent,
    if(
      is_json, json_attributes,
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
    multiIf(
      is_too_long, 'line-too-long', (NOT is_utf8), 'invalid-utf8', has_nul, 'nul-byte', is_blank, 'blank-line',
      (is_json AND (NOT json_is_valid)), 'invalid-json', (is_json AND json_has_repeats), 'duplicate-key',
      (is_json AND (json_timestamp_text IS NULL)), 'missing-timestamp', ((NOT is_json) AND (NOT access_is_matched)),
      'unrecognized-format', match(unread_time, '^[+-]?[0-9]{5,}-[0-9]{2}-|/[0-9]{5,}:'), 'timestamp-out-of-range',
      (time IS NULL), 'invalid-timestamp',
      (NOT (time >= toDateTime64('1970-01-01', 6, 'UTC') AND time < toDateTime64('2106-01-01', 6, 'UTC'))),
      'timestamp-out-of-range', ''
    ) AS reason
FROM (SELECT *,
    mapFilter(
      (key, value) -> (
        (
          NOT (
            key IN (
              'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel', 'levelname',
              'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger', 'thread',
              'thread_name', 'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number',
              'lineno', 'log.origin.file.line', 'exception_class', 'error.type', 'exception_message', 'error.message',
              'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user', 'http_method', 'request_method',
              'http_path', 'http_query', 'http_version', 'http_status', 'status_code', 'response_size',
              'body_bytes_sent', 'referer', 'http_referer', 'user_agent', 'http_user_agent'
            )
          )
        )
        OR has(json_leftover_names, key)
      ),
      json_members
    ) AS json_attributes,
    if((time IS NULL), time_text, '') AS unread_time
FROM (SELECT *,
    arrayFlatten(
      arrayMap(
        some -> arrayMap(
          (key, value) -> if(
            (
              (value IS NOT NULL)
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
              AND (
                (
                  NOT has(
                    arrayMap(
                      present -> arrayMap(
                        kind -> present[
                          indexOf(
                            arrayMap(
                              name -> transform(
                                name,
                                [
                                  'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl',
                                  'loglevel', 'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name',
                                  'loggerName', 'log.logger', 'thread', 'thread_name', 'threadName',
                                  'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number', 'lineno',
                                  'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                                  'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user',
                                  'http_method', 'request_method', 'http_path', 'http_query', 'http_version',
                                  'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                                  'http_referer', 'user_agent', 'http_user_agent'
                                ],
                                [
                                  'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level',
                                  'level', 'level', 'level', 'level', 'message', 'message', 'logger', 'logger',
                                  'logger', 'logger', 'thread', 'thread', 'thread', 'thread', 'source_file',
                                  'source_file', 'line_number', 'line_number', 'line_number', 'exception_class',
                                  'exception_class', 'exception_message', 'exception_message', 'ip_address',
                                  'ip_address', 'ip_address', 'ip_address', 'remote_user', 'http_method', 'http_method',
                                  'http_path', 'http_query', 'http_version', 'http_status', 'http_status',
                                  'response_size', 'response_size', 'referer', 'referer', 'user_agent', 'user_agent'
                                ],
                                ''
                              ),
                              present
                            ),
                            kind
                          )
                        ],
                        arrayDistinct(
                          arrayMap(
                            name -> transform(
                              name,
                              [
                                'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl',
                                'loglevel', 'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name',
                                'loggerName', 'log.logger', 'thread', 'thread_name', 'threadName',
                                'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number', 'lineno',
                                'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                                'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user',
                                'http_method', 'request_method', 'http_path', 'http_query', 'http_version',
                                'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                                'http_referer', 'user_agent', 'http_user_agent'
                              ],
                              [
                                'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level',
                                'level', 'level', 'level', 'level', 'message', 'message', 'logger', 'logger', 'logger',
                                'logger', 'thread', 'thread', 'thread', 'thread', 'source_file', 'source_file',
                                'line_number', 'line_number', 'line_number', 'exception_class', 'exception_class',
                                'exception_message', 'exception_message', 'ip_address', 'ip_address', 'ip_address',
                                'ip_address', 'remote_user', 'http_method', 'http_method', 'http_path', 'http_query',
                                'http_version', 'http_status', 'http_status', 'response_size', 'response_size',
                                'referer', 'referer', 'user_agent', 'user_agent'
                              ],
                              ''
                            ),
                            present
                          )
                        )
                      ),
                      [
                        arrayFilter(
                          name -> isNotNull(some[name]),
                          [
                            'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                            'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName',
                            'log.logger', 'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file',
                            'log.origin.file.name', 'line_number', 'lineno', 'log.origin.file.line', 'exception_class',
                            'error.type', 'exception_message', 'error.message', 'ip_address', 'remote_addr',
                            'client_ip', 'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path',
                            'http_query', 'http_version', 'http_status', 'status_code', 'response_size',
                            'body_bytes_sent', 'referer', 'http_referer', 'user_agent', 'http_user_agent'
                          ]
                        )
                      ]
                    )[1],
                    key
                  )
                )
                OR (
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
              )
            ),
            key, ''
          ),
          mapKeys(some), mapValues(some)
        ),
        arrayWithConstant(json_has_leftovers, json_members)
      )
    ) AS json_leftover_names,
    if(is_json, json_time, access_time) AS time
FROM (SELECT *,
    coalesce(
      json_time_iso,
      arrayMap(
        some -> multiIf(
          match(
            some,
            '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:,[0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z'
          ),
          parseDateTime64BestEffortOrNull(
            replaceAll(
              if(
                match(
                  some,
                  '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:,[0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z'
                ),
                some, ''
              ),
              ',', '.'
            ),
            6, 'UTC'
          ),
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
        arrayWithConstant((json_time_iso IS NULL), coalesce(json_timestamp_text, ''))
      )[1]
    ) AS json_time,
    (
      json_is_irregular OR ((json_level_text IS NOT NULL) AND (json_level IS NULL))
      OR ((json_line_number_text IS NOT NULL) AND (json_line_number IS NULL))
      OR ((json_http_status_text IS NOT NULL) AND (json_http_status IS NULL))
      OR ((json_response_size_text IS NOT NULL) AND (json_response_size IS NULL))
    ) AS json_has_leftovers
FROM (SELECT *,
    if(
      match(
        json_timestamp_text,
        '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z'
      ),
      parseDateTime64BestEffortOrNull(json_timestamp_text, 6, 'UTC'), NULL
    ) AS json_time_iso,
    if(
      (substring(json_level_text, 1, 1) IN ('{', '[')), NULL,
      transform(
        upper(json_level_text), ['10', '20', '30', '40', '50', '60', 'WARNING', 'ERR', 'CRIT', 'EMERG', 'INFORMATION'],
        ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'WARN', 'ERROR', 'CRITICAL', 'EMERGENCY', 'INFO'],
        upper(json_level_text)
      )
    ) AS json_level,
    json_message_text AS json_message,
    json_logger_text AS json_logger,
    json_thread_text AS json_thread,
    json_source_file_text AS json_source_file,
    toInt32OrNull(json_line_number_text) AS json_line_number,
    json_exception_class_text AS json_exception_class,
    json_exception_message_text AS json_exception_message,
    json_ip_address_text AS json_ip_address,
    json_remote_user_text AS json_remote_user,
    json_http_method_text AS json_http_method,
    json_http_path_text AS json_http_path,
    json_http_query_text AS json_http_query,
    json_http_version_text AS json_http_version,
    toInt32OrNull(json_http_status_text) AS json_http_status,
    toInt64OrNull(json_response_size_text) AS json_response_size,
    json_referer_text AS json_referer,
    json_user_agent_text AS json_user_agent,
    if((access_query_at > 0), substring(access_target, 1, (access_query_at - 1)), access_target) AS access_path,
    coalesce(if(is_json, json_timestamp_text, access_time_text), '') AS time_text
FROM (SELECT *,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'timestamp', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_timestamp_text,
    mapValues(json_members)[
      countSubstrings(substringIndex(replaceAll(json_names, concat('\n', 'level', '\n'), '\n\x01\n'), '\x01', 1), '\n')
    ] AS json_level_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'message', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_message_text,
    mapValues(json_members)[
      countSubstrings(substringIndex(replaceAll(json_names, concat('\n', 'logger', '\n'), '\n\x01\n'), '\x01', 1), '\n')
    ] AS json_logger_text,
    mapValues(json_members)[
      countSubstrings(substringIndex(replaceAll(json_names, concat('\n', 'thread', '\n'), '\n\x01\n'), '\x01', 1), '\n')
    ] AS json_thread_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'source_file', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_source_file_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'line_number', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_line_number_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'exception_class', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_exception_class_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'exception_message', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_exception_message_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'ip_address', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_ip_address_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'remote_user', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_remote_user_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'http_method', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_http_method_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'http_path', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_http_path_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'http_query', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_http_query_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'http_version', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_http_version_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'http_status', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_http_status_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'response_size', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_response_size_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'referer', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_referer_text,
    mapValues(json_members)[
      countSubstrings(
        substringIndex(replaceAll(json_names, concat('\n', 'user_agent', '\n'), '\n\x01\n'), '\x01', 1), '\n'
      )
    ] AS json_user_agent_text,
    position(access_target, '?') AS access_query_at
FROM (SELECT *,
    replaceAll(
      replaceAll(
        replaceAll(
          replaceAll(
            replaceAll(
              replaceAll(
                replaceAll(
                  replaceAll(
                    replaceAll(
                      replaceAll(
                        replaceAll(
                          replaceAll(
                            replaceAll(
                              replaceAll(
                                replaceAll(
                                  replaceAll(
                                    replaceAll(
                                      replaceAll(
                                        replaceAll(
                                          replaceAll(
                                            replaceAll(
                                              replaceAll(
                                                replaceAll(
                                                  replaceAll(
                                                    replaceAll(
                                                      replaceAll(
                                                        replaceAll(
                                                          replaceAll(
                                                            replaceAll(
                                                              toLowCardinality(
                                                                if(
                                                                  json_is_irregular,
                                                                  concat(
                                                                    '\n', arrayStringConcat(json_best_names, '\n'), '\n'
                                                                  ),
                                                                  json_own_names
                                                                )
                                                              ),
                                                              '\x0a@timestamp\x0a', '\x0atimestamp\x0a'
                                                            ),
                                                            '\x0atime\x0a', '\x0atimestamp\x0a'
                                                          ),
                                                          '\x0ats\x0a', '\x0atimestamp\x0a'
                                                        ),
                                                        '\x0adatetime\x0a', '\x0atimestamp\x0a'
                                                      ),
                                                      '\x0aseverity\x0a', '\x0alevel\x0a'
                                                    ),
                                                    '\x0alvl\x0a', '\x0alevel\x0a'
                                                  ),
                                                  '\x0aloglevel\x0a', '\x0alevel\x0a'
                                                ),
                                                '\x0alevelname\x0a', '\x0alevel\x0a'
                                              ),
                                              '\x0alog.level\x0a', '\x0alevel\x0a'
                                            ),
                                            '\x0amsg\x0a', '\x0amessage\x0a'
                                          ),
                                          '\x0alogger_name\x0a', '\x0alogger\x0a'
                                        ),
                                        '\x0aloggerName\x0a', '\x0alogger\x0a'
                                      ),
                                      '\x0alog.logger\x0a', '\x0alogger\x0a'
                                    ),
                                    '\x0athread_name\x0a', '\x0athread\x0a'
                                  ),
                                  '\x0athreadName\x0a', '\x0athread\x0a'
                                ),
                                '\x0aprocess.thread.name\x0a', '\x0athread\x0a'
                              ),
                              '\x0alog.origin.file.name\x0a', '\x0asource_file\x0a'
                            ),
                            '\x0alineno\x0a', '\x0aline_number\x0a'
                          ),
                          '\x0alog.origin.file.line\x0a', '\x0aline_number\x0a'
                        ),
                        '\x0aerror.type\x0a', '\x0aexception_class\x0a'
                      ),
                      '\x0aerror.message\x0a', '\x0aexception_message\x0a'
                    ),
                    '\x0aremote_addr\x0a', '\x0aip_address\x0a'
                  ),
                  '\x0aclient_ip\x0a', '\x0aip_address\x0a'
                ),
                '\x0aremote_ip\x0a', '\x0aip_address\x0a'
              ),
              '\x0arequest_method\x0a', '\x0ahttp_method\x0a'
            ),
            '\x0astatus_code\x0a', '\x0ahttp_status\x0a'
          ),
          '\x0abody_bytes_sent\x0a', '\x0aresponse_size\x0a'
        ),
        '\x0ahttp_referer\x0a', '\x0areferer\x0a'
      ),
      '\x0ahttp_user_agent\x0a', '\x0auser_agent\x0a'
    ) AS json_names,
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
    ) AS access_has_attributes
FROM (SELECT *,
    arrayFlatten(
      arrayMap(
        some -> arrayMap(
          (key, value) -> if(
            has(
              arrayMap(
                present -> arrayMap(
                  kind -> present[
                    indexOf(
                      arrayMap(
                        name -> transform(
                          name,
                          [
                            'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                            'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName',
                            'log.logger', 'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file',
                            'log.origin.file.name', 'line_number', 'lineno', 'log.origin.file.line', 'exception_class',
                            'error.type', 'exception_message', 'error.message', 'ip_address', 'remote_addr',
                            'client_ip', 'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path',
                            'http_query', 'http_version', 'http_status', 'status_code', 'response_size',
                            'body_bytes_sent', 'referer', 'http_referer', 'user_agent', 'http_user_agent'
                          ],
                          [
                            'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level', 'level',
                            'level', 'level', 'level', 'message', 'message', 'logger', 'logger', 'logger', 'logger',
                            'thread', 'thread', 'thread', 'thread', 'source_file', 'source_file', 'line_number',
                            'line_number', 'line_number', 'exception_class', 'exception_class', 'exception_message',
                            'exception_message', 'ip_address', 'ip_address', 'ip_address', 'ip_address', 'remote_user',
                            'http_method', 'http_method', 'http_path', 'http_query', 'http_version', 'http_status',
                            'http_status', 'response_size', 'response_size', 'referer', 'referer', 'user_agent',
                            'user_agent'
                          ],
                          ''
                        ),
                        present
                      ),
                      kind
                    )
                  ],
                  arrayDistinct(
                    arrayMap(
                      name -> transform(
                        name,
                        [
                          'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                          'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName',
                          'log.logger', 'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file',
                          'log.origin.file.name', 'line_number', 'lineno', 'log.origin.file.line', 'exception_class',
                          'error.type', 'exception_message', 'error.message', 'ip_address', 'remote_addr', 'client_ip',
                          'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path', 'http_query',
                          'http_version', 'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                          'http_referer', 'user_agent', 'http_user_agent'
                        ],
                        [
                          'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level', 'level',
                          'level', 'level', 'level', 'message', 'message', 'logger', 'logger', 'logger', 'logger',
                          'thread', 'thread', 'thread', 'thread', 'source_file', 'source_file', 'line_number',
                          'line_number', 'line_number', 'exception_class', 'exception_class', 'exception_message',
                          'exception_message', 'ip_address', 'ip_address', 'ip_address', 'ip_address', 'remote_user',
                          'http_method', 'http_method', 'http_path', 'http_query', 'http_version', 'http_status',
                          'http_status', 'response_size', 'response_size', 'referer', 'referer', 'user_agent',
                          'user_agent'
                        ],
                        ''
                      ),
                      present
                    )
                  )
                ),
                [
                  arrayFilter(
                    name -> isNotNull(some[name]),
                    [
                      'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                      'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger',
                      'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file',
                      'log.origin.file.name', 'line_number', 'lineno', 'log.origin.file.line', 'exception_class',
                      'error.type', 'exception_message', 'error.message', 'ip_address', 'remote_addr', 'client_ip',
                      'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path', 'http_query',
                      'http_version', 'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                      'http_referer', 'user_agent', 'http_user_agent'
                    ]
                  )
                ]
              )[1],
              key
            ),
            transform(
              key,
              [
                'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger',
                'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name',
                'line_number', 'lineno', 'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user', 'http_method',
                'request_method', 'http_path', 'http_query', 'http_version', 'http_status', 'status_code',
                'response_size', 'body_bytes_sent', 'referer', 'http_referer', 'user_agent', 'http_user_agent'
              ],
              [
                'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level', 'level', 'level',
                'level', 'level', 'message', 'message', 'logger', 'logger', 'logger', 'logger', 'thread', 'thread',
                'thread', 'thread', 'source_file', 'source_file', 'line_number', 'line_number', 'line_number',
                'exception_class', 'exception_class', 'exception_message', 'exception_message', 'ip_address',
                'ip_address', 'ip_address', 'ip_address', 'remote_user', 'http_method', 'http_method', 'http_path',
                'http_query', 'http_version', 'http_status', 'http_status', 'response_size', 'response_size', 'referer',
                'referer', 'user_agent', 'user_agent'
              ],
              key
            ),
            ''
          ),
          mapKeys(some), mapValues(some)
        ),
        arrayWithConstant(json_is_irregular, json_members)
      )
    ) AS json_best_names,
    splitByChar(' ', access_request) AS access_request_parts,
    toInt64OrNull(access_size_text) AS access_size
FROM (SELECT *,
    ((NOT json_is_empty) OR isValidJSON(if(json_is_empty, if(is_json, usable, ''), ''))) AS json_is_valid,
    (
      json_has_repeats
      OR match(
        json_own_names,
        '(?s)\x0a(?:(?:timestamp|@timestamp|time|ts|datetime)\x0a(?:.*\x0a)?(?:timestamp|@timestamp|time|ts|datetime)|(?:level|severity|lvl|loglevel|levelname|log\\.level)\x0a(?:.*\x0a)?(?:level|severity|lvl|loglevel|levelname|log\\.level)|(?:message|msg)\x0a(?:.*\x0a)?(?:message|msg)|(?:logger|logger_name|loggerName|log\\.logger)\x0a(?:.*\x0a)?(?:logger|logger_name|loggerName|log\\.logger)|(?:thread|thread_name|threadName|process\\.thread\\.name)\x0a(?:.*\x0a)?(?:thread|thread_name|threadName|process\\.thread\\.name)|(?:source_file|log\\.origin\\.file\\.name)\x0a(?:.*\x0a)?(?:source_file|log\\.origin\\.file\\.name)|(?:line_number|lineno|log\\.origin\\.file\\.line)\x0a(?:.*\x0a)?(?:line_number|lineno|log\\.origin\\.file\\.line)|(?:exception_class|error\\.type)\x0a(?:.*\x0a)?(?:exception_class|error\\.type)|(?:exception_message|error\\.message)\x0a(?:.*\x0a)?(?:exception_message|error\\.message)|(?:ip_address|remote_addr|client_ip|remote_ip)\x0a(?:.*\x0a)?(?:ip_address|remote_addr|client_ip|remote_ip)|(?:http_method|request_method)\x0a(?:.*\x0a)?(?:http_method|request_method)|(?:http_status|status_code)\x0a(?:.*\x0a)?(?:http_status|status_code)|(?:response_size|body_bytes_sent)\x0a(?:.*\x0a)?(?:response_size|body_bytes_sent)|(?:referer|http_referer)\x0a(?:.*\x0a)?(?:referer|http_referer)|(?:user_agent|http_user_agent)\x0a(?:.*\x0a)?(?:user_agent|http_user_agent))\x0a'
      )
      OR (
        (countSubstrings(json_own_names, '\x0a') != (length(json_members) + 1))
        OR (position(json_own_names, '\x01') > 0)
      )
    ) AS json_is_irregular,
    (length(access_groups) > 0) AS access_is_matched,
    (access_groups[9] != '') AS access_has_headers,
    access_groups[1] AS access_vhost,
    access_groups[5] AS access_time_text,
    if(
      substring(access_groups[5], 23, 2) <= '14' AND substring(access_groups[5], 25, 1) <= '5',
      parseDateTime64OrNull(access_groups[5], '%d/%b/%Y:%H:%i:%s %z', 'UTC'), NULL
    ) AS access_time,
    replaceAll(replaceAll(access_groups[6], '\\"', '"'), '\\\\', '\\') AS access_request,
    access_groups[8] AS access_size_text,
    access_groups[3] AS access_ident,
    access_groups[12] AS access_extra
FROM (SELECT *,
    (length(json_members) = 0) AS json_is_empty,
    toLowCardinality(concat('\n', arrayStringConcat(mapKeys(json_members), '\n'), '\n')) AS json_own_names,
    (arrayUniq(mapKeys(json_members)) != length(json_members)) AS json_has_repeats,
    extractGroups(
      substring(
        access_text, 1 + 3 * startsWith(access_text, '\xEF\xBB\xBF'),
        if(true, length(access_text) - 3 * startsWith(access_text, '\xEF\xBB\xBF') - endsWith(access_text, '\r'), 0)
      ),
      '(?s)^(?:([^ :]+:[0-9]+|\\[[0-9A-Fa-f:.]+\\]:[0-9]+) )?([^ ]+) ([^ ]+) (""|(?:[^"]|\\\\")[^"]*?(?:\\\\"[^"]*?)*?) \\[([^\\]\\[]+)\\] "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" ([0-9]{3}|-) ([0-9]+|-)( "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)")?(?: (.*))?\\z'
    ) AS access_groups
FROM (SELECT *,
    JSONExtract(if(is_json, usable, ''), 'Map(String, Nullable(String))') AS json_members,
    if((is_usable AND (NOT is_json)), line, '') AS access_text
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
FROM raw_lines)))))))))))))))
