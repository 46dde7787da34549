SELECT
    ifNull(time, toDateTime64(0, 6, 'UTC')) AS timestamp,
    json_level AS level,
    json_message AS message,
    json_logger AS logger,
    json_thread AS thread,
    json_source_file AS source_file,
    json_line_number AS line_number,
    json_exception_class AS exception_class,
    json_exception_message AS exception_message,
    json_ip_address AS ip_address,
    json_remote_user AS remote_user,
    json_http_method AS http_method,
    json_http_path AS http_path,
    json_http_query AS http_query,
    json_http_version AS http_version,
    json_http_status AS http_status,
    json_response_size AS response_size,
    json_referer AS referer,
    json_user_agent AS user_agent,
    json_attributes AS attributes,
    'json' AS format,
    reason AS reason,
    NULL AS detail,
    'json' AS format_tried,
    if(reason = '', '', line) AS raw_line,
    _path AS ingest_file
FROM (SELECT *,
    if(
      (
        (length(line) <= 1048576) AND (time IS NOT NULL)
        AND (time >= toDateTime64('1970-01-01', 6, 'UTC') AND time < toDateTime64('2106-01-01', 6, 'UTC'))
        AND (
          NOT (
            json_is_irregular OR ((json_level_text IS NOT NULL) AND (json_level IS NULL))
            OR ((json_line_number_text IS NOT NULL) AND (json_line_number IS NULL))
            OR ((json_http_status_text IS NOT NULL) AND (json_http_status IS NULL))
            OR ((json_response_size_text IS NOT NULL) AND (json_response_size IS NULL))
          )
        )
      ),
      '', '@unread'
    ) AS reason
FROM (SELECT *,
    json_time AS time
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
    ) AS json_time
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
    json_user_agent_text AS json_user_agent
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
    ] AS json_user_agent_text
FROM (SELECT *,
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
                                                              json_own_names, '\x0a@timestamp\x0a', '\x0atimestamp\x0a'
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
    ) AS json_names
FROM (SELECT *,
    toLowCardinality(concat('\n', arrayStringConcat(mapKeys(json_members), '\n'), '\n')) AS json_own_names,
    (arrayUniq(mapKeys(json_members)) != length(json_members)) AS json_has_repeats,
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
    ) AS json_attributes
FROM (SELECT *,
    JSONExtract(line, 'Map(String, Nullable(String))') AS json_members
FROM raw_lines))))))))
