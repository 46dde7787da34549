SELECT
    `time` AS `timestamp`,
    `json_level` AS `level`,
    coalesce(
      `json_message`,
      if((`access_is_matched` AND (NOT `access_is_http`)), nullif(nullif(`access_request`, '-'), ''), NULL)
    ) AS `message`,
    `json_logger` AS `logger`,
    `json_thread` AS `thread`,
    `json_source_file` AS `source_file`,
    `json_line_number` AS `line_number`,
    `json_exception_class` AS `exception_class`,
    `json_exception_message` AS `exception_message`,
    coalesce(`json_ip_address`, if(`access_is_matched`, coalesce(try_element_at(`access_groups`, 2), ''), NULL)) AS `ip_address`,
    coalesce(
      `json_remote_user`, if(`access_is_matched`, nullif(coalesce(try_element_at(`access_groups`, 4), ''), '-'), NULL)
    ) AS `remote_user`,
    coalesce(`json_http_method`, if(`access_is_http`, coalesce(try_element_at(`access_request_parts`, 1), ''), NULL)) AS `http_method`,
    coalesce(`json_http_path`, if(`access_is_http`, `access_path`, NULL)) AS `http_path`,
    coalesce(
      `json_http_query`,
      if((`access_is_http` AND (`access_query_at` > 0)), substring(`access_target`, (`access_query_at` + 1)), NULL)
    ) AS `http_query`,
    coalesce(
      `json_http_version`,
      if(
        (`access_is_http` AND (size(`access_request_parts`) >= 3)),
        substring(coalesce(try_element_at(`access_request_parts`, -1), ''), 6), NULL
      )
    ) AS `http_version`,
    coalesce(
      `json_http_status`,
      if(
        coalesce(try_element_at(`access_groups`, 7), '') RLIKE '^[+-]?[0-9]+\\z',
        try_cast(coalesce(try_element_at(`access_groups`, 7), '') AS INT), NULL
      )
    ) AS `http_status`,
    coalesce(`json_response_size`, `access_size`) AS `response_size`,
    coalesce(
      `json_referer`,
      if(
        `access_has_headers`,
        nullif(replace(replace(coalesce(try_element_at(`access_groups`, 10), ''), '\\"', '"'), '\\\\', '\\'), '-'), NULL
      )
    ) AS `referer`,
    coalesce(
      `json_user_agent`,
      if(
        `access_has_headers`,
        nullif(replace(replace(coalesce(try_element_at(`access_groups`, 11), ''), '\\"', '"'), '\\\\', '\\'), '-'), NULL
      )
    ) AS `user_agent`,
    if(
      `is_json`, `json_attributes`,
      if(
        `access_has_attributes`,
        map_filter(
          map(
            'vhost', nullif(`access_vhost`, ''), 'ident', nullif(`access_ident`, '-'), 'extra',
            nullif(`access_extra`, ''), 'response_size',
            if((`access_size` IS NULL), nullif(`access_size_text`, '-'), NULL)
          ),
          (k, v) -> v IS NOT NULL
        ),
        CAST(map() AS MAP<STRING, STRING>)
      )
    ) AS `attributes`,
    if(
      `is_json`, 'json',
      if(
        (`access_vhost` = ''), if(`access_has_headers`, 'combined', 'common'),
        if(`access_has_headers`, 'vhost_combined', 'vhost_common')
      )
    ) AS `format`,
    `reason` AS `reason`,
    CASE WHEN (`reason` IN ('invalid-timestamp', 'timestamp-out-of-range')) THEN substring(`time_text`, 1, 200)
      WHEN `is_too_long` THEN concat(CAST(octet_length(`line`) AS STRING), ' bytes') ELSE NULL END AS `detail`,
    if(`is_usable`, if(`is_json`, 'json', 'access'), NULL) AS `format_tried`,
    if(`reason` = '', '', `line`) AS `raw_line`,
    _path AS `ingest_file`
FROM (SELECT *,
    CASE WHEN `is_too_long` THEN 'line-too-long' WHEN (NOT `is_utf8`) THEN 'invalid-utf8'
      WHEN `has_nul` THEN 'nul-byte' WHEN `is_blank` THEN 'blank-line'
      WHEN (`is_json` AND (NOT `json_is_valid`)) THEN 'invalid-json'
      WHEN (`is_json` AND `json_has_repeats`) THEN 'duplicate-key'
      WHEN (`is_json` AND (`json_timestamp_text` IS NULL)) THEN 'missing-timestamp'
      WHEN ((NOT `is_json`) AND (NOT `access_is_matched`)) THEN 'unrecognized-format'
      WHEN (`unread_time` RLIKE '^[+-]?[0-9]{5,}-[0-9]{2}-|/[0-9]{5,}:') THEN 'timestamp-out-of-range'
      WHEN (`time` IS NULL) THEN 'invalid-timestamp'
      WHEN (
        NOT (`time` >= CAST('1970-01-01' AS TIMESTAMP) AND `time` < CAST('2106-01-01' AS TIMESTAMP))
      ) THEN 'timestamp-out-of-range'
      ELSE '' END AS `reason`
FROM (SELECT *,
    map_filter(
      `json_members`,
      (`key`, `value`) -> (
        (
          NOT (
            `key` IN (
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
        OR array_contains(`json_leftover_names`, `key`)
      )
    ) AS `json_attributes`,
    if((`time` IS NULL), `time_text`, '') AS `unread_time`
FROM (SELECT *,
    coalesce(
      get(
        transform(
          if(`json_has_leftovers`, array(`json_members`), array()),
          `some` -> transform(
            map_entries(`some`),
            entry -> if(
              (
                (entry.value IS NOT NULL)
                AND (
                  entry.key IN (
                    'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                    'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger',
                    'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name',
                    'line_number', 'lineno', 'log.origin.file.line', 'exception_class', 'error.type',
                    'exception_message', 'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip',
                    'remote_user', 'http_method', 'request_method', 'http_path', 'http_query', 'http_version',
                    'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer', 'http_referer',
                    'user_agent', 'http_user_agent'
                  )
                )
                AND (
                  (
                    NOT array_contains(
                      transform(
                        array_distinct(
                          transform(
                            filter(
                              array(
                                'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl',
                                'loglevel', 'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name',
                                'loggerName', 'log.logger', 'thread', 'thread_name', 'threadName',
                                'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number', 'lineno',
                                'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                                'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user',
                                'http_method', 'request_method', 'http_path', 'http_query', 'http_version',
                                'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                                'http_referer', 'user_agent', 'http_user_agent'
                              ),
                              name -> `some`[name] IS NOT NULL
                            ),
                            name -> map_from_arrays(
                              array(
                                'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl',
                                'loglevel', 'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name',
                                'loggerName', 'log.logger', 'thread', 'thread_name', 'threadName',
                                'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number', 'lineno',
                                'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                                'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user',
                                'http_method', 'request_method', 'http_path', 'http_query', 'http_version',
                                'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                                'http_referer', 'user_agent', 'http_user_agent'
                              ),
                              array(
                                'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level',
                                'level', 'level', 'level', 'level', 'message', 'message', 'logger', 'logger', 'logger',
                                'logger', 'thread', 'thread', 'thread', 'thread', 'source_file', 'source_file',
                                'line_number', 'line_number', 'line_number', 'exception_class', 'exception_class',
                                'exception_message', 'exception_message', 'ip_address', 'ip_address', 'ip_address',
                                'ip_address', 'remote_user', 'http_method', 'http_method', 'http_path', 'http_query',
                                'http_version', 'http_status', 'http_status', 'response_size', 'response_size',
                                'referer', 'referer', 'user_agent', 'user_agent'
                              )
                            )[name]
                          )
                        ),
                        kind -> get(
                          filter(
                            filter(
                              array(
                                'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl',
                                'loglevel', 'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name',
                                'loggerName', 'log.logger', 'thread', 'thread_name', 'threadName',
                                'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number', 'lineno',
                                'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                                'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user',
                                'http_method', 'request_method', 'http_path', 'http_query', 'http_version',
                                'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                                'http_referer', 'user_agent', 'http_user_agent'
                              ),
                              name -> `some`[name] IS NOT NULL
                            ),
                            name -> map_from_arrays(
                              array(
                                'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl',
                                'loglevel', 'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name',
                                'loggerName', 'log.logger', 'thread', 'thread_name', 'threadName',
                                'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number', 'lineno',
                                'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                                'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user',
                                'http_method', 'request_method', 'http_path', 'http_query', 'http_version',
                                'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                                'http_referer', 'user_agent', 'http_user_agent'
                              ),
                              array(
                                'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level',
                                'level', 'level', 'level', 'level', 'message', 'message', 'logger', 'logger', 'logger',
                                'logger', 'thread', 'thread', 'thread', 'thread', 'source_file', 'source_file',
                                'line_number', 'line_number', 'line_number', 'exception_class', 'exception_class',
                                'exception_message', 'exception_message', 'ip_address', 'ip_address', 'ip_address',
                                'ip_address', 'remote_user', 'http_method', 'http_method', 'http_path', 'http_query',
                                'http_version', 'http_status', 'http_status', 'response_size', 'response_size',
                                'referer', 'referer', 'user_agent', 'user_agent'
                              )
                            )[name] = kind
                          ),
                          0
                        )
                      ),
                      entry.key
                    )
                  )
                  OR (
                    (entry.key IN ('level', 'severity', 'lvl', 'loglevel', 'levelname', 'log.level'))
                    AND (
                      if(
                        (substring(entry.value, 1, 1) IN ('{', '[')), NULL,
                        coalesce(
                          map_from_arrays(
                            array('10', '20', '30', '40', '50', '60', 'WARNING', 'ERR', 'CRIT', 'EMERG', 'INFORMATION'),
                            array(
                              'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'WARN', 'ERROR', 'CRITICAL',
                              'EMERGENCY', 'INFO'
                            )
                          )[upper(entry.value)],
                          upper(entry.value)
                        )
                      ) IS NULL
                    )
                  )
                  OR (
                    (entry.key IN ('line_number', 'lineno', 'log.origin.file.line'))
                    AND (if(entry.value RLIKE '^[+-]?[0-9]+\\z', try_cast(entry.value AS INT), NULL) IS NULL)
                  )
                  OR (
                    (entry.key IN ('http_status', 'status_code'))
                    AND (if(entry.value RLIKE '^[+-]?[0-9]+\\z', try_cast(entry.value AS INT), NULL) IS NULL)
                  )
                  OR (
                    (entry.key IN ('response_size', 'body_bytes_sent'))
                    AND (if(entry.value RLIKE '^[+-]?[0-9]+\\z', try_cast(entry.value AS BIGINT), NULL) IS NULL)
                  )
                )
              ),
              entry.key, ''
            )
          )
        ),
        0
      ),
      array()
    ) AS `json_leftover_names`,
    if(`is_json`, `json_time`, `access_time`) AS `time`
FROM (SELECT *,
    coalesce(
      `json_time_iso`,
      get(
        transform(
          if((`json_time_iso` IS NULL), array(coalesce(`json_timestamp_text`, '')), array()), `some` -> CASE
          WHEN (`some` RLIKE '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:,[0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z') THEN try_cast(
            replace(
              if(
                (
                  `some` RLIKE '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:,[0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z'
                ),
                `some`, ''
              ),
              ',', '.'
            ) AS TIMESTAMP
          )
          WHEN (`some` RLIKE '^[0-9]{9,11}\\z') THEN timestamp_micros((try_cast(`some` AS BIGINT) * 1000000) DIV 1)
          WHEN (`some` RLIKE '^[0-9]{12,14}\\z') THEN timestamp_micros((try_cast(`some` AS BIGINT) * 1000) DIV 1)
          WHEN (`some` RLIKE '^[0-9]{15,17}\\z') THEN timestamp_micros((try_cast(`some` AS BIGINT) * 1) DIV 1)
          WHEN (`some` RLIKE '^[0-9]{18,19}\\z') THEN timestamp_micros((try_cast(`some` AS BIGINT) * 1) DIV 1000)
          WHEN (`some` RLIKE '^[0-9]{9,11}\\.[0-9]+\\z') THEN timestamp_micros(
            CAST(
              try_cast(if((`some` RLIKE '^[0-9]{9,11}\\.[0-9]+\\z'), `some`, '') AS DECIMAL(38, 6)) * 1000000 AS BIGINT
            )
          )
          WHEN (`some` RLIKE '^[0-9]{2}/[A-Z][a-z]{2}/') THEN if(
            substring(`some`, 23, 2) <= '14' AND substring(`some`, 25, 1) <= '5',
            try_to_timestamp(`some`, 'dd/MMM/yyyy:HH:mm:ss Z'), NULL
          )
          ELSE NULL END
        ),
        0
      )
    ) AS `json_time`,
    (
      `json_is_irregular` OR ((`json_level_text` IS NOT NULL) AND (`json_level` IS NULL))
      OR ((`json_line_number_text` IS NOT NULL) AND (`json_line_number` IS NULL))
      OR ((`json_http_status_text` IS NOT NULL) AND (`json_http_status` IS NULL))
      OR ((`json_response_size_text` IS NOT NULL) AND (`json_response_size` IS NULL))
    ) AS `json_has_leftovers`
FROM (SELECT *,
    if(
      (
        `json_timestamp_text` RLIKE '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z'
      ),
      try_cast(`json_timestamp_text` AS TIMESTAMP), NULL
    ) AS `json_time_iso`,
    if(
      (substring(`json_level_text`, 1, 1) IN ('{', '[')), NULL,
      coalesce(
        map_from_arrays(
          array('10', '20', '30', '40', '50', '60', 'WARNING', 'ERR', 'CRIT', 'EMERG', 'INFORMATION'),
          array('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'WARN', 'ERROR', 'CRITICAL', 'EMERGENCY', 'INFO')
        )[upper(`json_level_text`)],
        upper(`json_level_text`)
      )
    ) AS `json_level`,
    `json_message_text` AS `json_message`,
    `json_logger_text` AS `json_logger`,
    `json_thread_text` AS `json_thread`,
    `json_source_file_text` AS `json_source_file`,
    if(`json_line_number_text` RLIKE '^[+-]?[0-9]+\\z', try_cast(`json_line_number_text` AS INT), NULL) AS `json_line_number`,
    `json_exception_class_text` AS `json_exception_class`,
    `json_exception_message_text` AS `json_exception_message`,
    `json_ip_address_text` AS `json_ip_address`,
    `json_remote_user_text` AS `json_remote_user`,
    `json_http_method_text` AS `json_http_method`,
    `json_http_path_text` AS `json_http_path`,
    `json_http_query_text` AS `json_http_query`,
    `json_http_version_text` AS `json_http_version`,
    if(`json_http_status_text` RLIKE '^[+-]?[0-9]+\\z', try_cast(`json_http_status_text` AS INT), NULL) AS `json_http_status`,
    if(`json_response_size_text` RLIKE '^[+-]?[0-9]+\\z', try_cast(`json_response_size_text` AS BIGINT), NULL) AS `json_response_size`,
    `json_referer_text` AS `json_referer`,
    `json_user_agent_text` AS `json_user_agent`,
    if((`access_query_at` > 0), substring(`access_target`, 1, (`access_query_at` - 1)), `access_target`) AS `access_path`,
    coalesce(if(`is_json`, `json_timestamp_text`, `access_time_text`), '') AS `time_text`
FROM (SELECT *,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'timestamp') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_timestamp_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'level') - 1, -1), size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_level_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'message') - 1, -1), size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_message_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'logger') - 1, -1), size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_logger_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'thread') - 1, -1), size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_thread_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'source_file') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_source_file_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'line_number') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_line_number_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'exception_class') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_exception_class_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'exception_message') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_exception_message_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'ip_address') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_ip_address_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'remote_user') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_remote_user_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'http_method') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_http_method_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'http_path') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_http_path_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'http_query') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_http_query_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'http_version') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_http_version_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'http_status') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_http_status_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'response_size') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_response_size_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'referer') - 1, -1), size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_referer_text`,
    get(
      map_values(`json_members`),
      CAST(
        coalesce(
          nullif(array_position(split(`json_names`, '\n', -1), 'user_agent') - 1, -1),
          size(split(`json_names`, '\n', -1))
        ) AS INT
      ) - 1
    ) AS `json_user_agent_text`,
    instr(`access_target`, '?') AS `access_query_at`
FROM (SELECT *,
    replace(
      replace(
        replace(
          replace(
            replace(
              replace(
                replace(
                  replace(
                    replace(
                      replace(
                        replace(
                          replace(
                            replace(
                              replace(
                                replace(
                                  replace(
                                    replace(
                                      replace(
                                        replace(
                                          replace(
                                            replace(
                                              replace(
                                                replace(
                                                  replace(
                                                    replace(
                                                      replace(
                                                        replace(
                                                          replace(
                                                            replace(
                                                              if(
                                                                `json_is_irregular`,
                                                                concat('\n', array_join(`json_best_names`, '\n'), '\n'),
                                                                `json_own_names`
                                                              ),
                                                              '\u000a@timestamp\u000a', '\u000atimestamp\u000a'
                                                            ),
                                                            '\u000atime\u000a', '\u000atimestamp\u000a'
                                                          ),
                                                          '\u000ats\u000a', '\u000atimestamp\u000a'
                                                        ),
                                                        '\u000adatetime\u000a', '\u000atimestamp\u000a'
                                                      ),
                                                      '\u000aseverity\u000a', '\u000alevel\u000a'
                                                    ),
                                                    '\u000alvl\u000a', '\u000alevel\u000a'
                                                  ),
                                                  '\u000aloglevel\u000a', '\u000alevel\u000a'
                                                ),
                                                '\u000alevelname\u000a', '\u000alevel\u000a'
                                              ),
                                              '\u000alog.level\u000a', '\u000alevel\u000a'
                                            ),
                                            '\u000amsg\u000a', '\u000amessage\u000a'
                                          ),
                                          '\u000alogger_name\u000a', '\u000alogger\u000a'
                                        ),
                                        '\u000aloggerName\u000a', '\u000alogger\u000a'
                                      ),
                                      '\u000alog.logger\u000a', '\u000alogger\u000a'
                                    ),
                                    '\u000athread_name\u000a', '\u000athread\u000a'
                                  ),
                                  '\u000athreadName\u000a', '\u000athread\u000a'
                                ),
                                '\u000aprocess.thread.name\u000a', '\u000athread\u000a'
                              ),
                              '\u000alog.origin.file.name\u000a', '\u000asource_file\u000a'
                            ),
                            '\u000alineno\u000a', '\u000aline_number\u000a'
                          ),
                          '\u000alog.origin.file.line\u000a', '\u000aline_number\u000a'
                        ),
                        '\u000aerror.type\u000a', '\u000aexception_class\u000a'
                      ),
                      '\u000aerror.message\u000a', '\u000aexception_message\u000a'
                    ),
                    '\u000aremote_addr\u000a', '\u000aip_address\u000a'
                  ),
                  '\u000aclient_ip\u000a', '\u000aip_address\u000a'
                ),
                '\u000aremote_ip\u000a', '\u000aip_address\u000a'
              ),
              '\u000arequest_method\u000a', '\u000ahttp_method\u000a'
            ),
            '\u000astatus_code\u000a', '\u000ahttp_status\u000a'
          ),
          '\u000abody_bytes_sent\u000a', '\u000aresponse_size\u000a'
        ),
        '\u000ahttp_referer\u000a', '\u000areferer\u000a'
      ),
      '\u000ahttp_user_agent\u000a', '\u000auser_agent\u000a'
    ) AS `json_names`,
    (
      (coalesce(try_element_at(`access_request_parts`, 1), '') RLIKE '^[A-Za-z][A-Za-z_-]*\\z')
      AND (
        (
          (size(`access_request_parts`) >= 3)
          AND startswith(coalesce(try_element_at(`access_request_parts`, -1), ''), 'HTTP/')
        )
        OR (
          (size(`access_request_parts`) = 2)
          AND (NOT startswith(coalesce(try_element_at(`access_request_parts`, -1), ''), 'HTTP/'))
        )
      )
    ) AS `access_is_http`,
    if(
      (size(`access_request_parts`) <= 3), coalesce(try_element_at(`access_request_parts`, 2), ''),
      substring(
        `access_request`, (length(coalesce(try_element_at(`access_request_parts`, 1), '')) + 2),
        (
          length(`access_request`) - length(coalesce(try_element_at(`access_request_parts`, 1), '')) - length(
            coalesce(try_element_at(`access_request_parts`, -1), '')
          ) - 2
        )
      )
    ) AS `access_target`,
    (
      `access_is_matched`
      AND (
        (`access_vhost` != '') OR (`access_ident` != '-') OR (`access_extra` != '')
        OR ((`access_size` IS NULL) AND (`access_size_text` != '-'))
      )
    ) AS `access_has_attributes`
FROM (SELECT *,
    coalesce(
      get(
        transform(
          if(`json_is_irregular`, array(`json_members`), array()),
          `some` -> transform(
            map_entries(`some`),
            entry -> if(
              array_contains(
                transform(
                  array_distinct(
                    transform(
                      filter(
                        array(
                          'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                          'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName',
                          'log.logger', 'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file',
                          'log.origin.file.name', 'line_number', 'lineno', 'log.origin.file.line', 'exception_class',
                          'error.type', 'exception_message', 'error.message', 'ip_address', 'remote_addr', 'client_ip',
                          'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path', 'http_query',
                          'http_version', 'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                          'http_referer', 'user_agent', 'http_user_agent'
                        ),
                        name -> `some`[name] IS NOT NULL
                      ),
                      name -> map_from_arrays(
                        array(
                          'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                          'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName',
                          'log.logger', 'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file',
                          'log.origin.file.name', 'line_number', 'lineno', 'log.origin.file.line', 'exception_class',
                          'error.type', 'exception_message', 'error.message', 'ip_address', 'remote_addr', 'client_ip',
                          'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path', 'http_query',
                          'http_version', 'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                          'http_referer', 'user_agent', 'http_user_agent'
                        ),
                        array(
                          'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level', 'level',
                          'level', 'level', 'level', 'message', 'message', 'logger', 'logger', 'logger', 'logger',
                          'thread', 'thread', 'thread', 'thread', 'source_file', 'source_file', 'line_number',
                          'line_number', 'line_number', 'exception_class', 'exception_class', 'exception_message',
                          'exception_message', 'ip_address', 'ip_address', 'ip_address', 'ip_address', 'remote_user',
                          'http_method', 'http_method', 'http_path', 'http_query', 'http_version', 'http_status',
                          'http_status', 'response_size', 'response_size', 'referer', 'referer', 'user_agent',
                          'user_agent'
                        )
                      )[name]
                    )
                  ),
                  kind -> get(
                    filter(
                      filter(
                        array(
                          'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                          'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName',
                          'log.logger', 'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file',
                          'log.origin.file.name', 'line_number', 'lineno', 'log.origin.file.line', 'exception_class',
                          'error.type', 'exception_message', 'error.message', 'ip_address', 'remote_addr', 'client_ip',
                          'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path', 'http_query',
                          'http_version', 'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                          'http_referer', 'user_agent', 'http_user_agent'
                        ),
                        name -> `some`[name] IS NOT NULL
                      ),
                      name -> map_from_arrays(
                        array(
                          'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                          'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName',
                          'log.logger', 'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file',
                          'log.origin.file.name', 'line_number', 'lineno', 'log.origin.file.line', 'exception_class',
                          'error.type', 'exception_message', 'error.message', 'ip_address', 'remote_addr', 'client_ip',
                          'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path', 'http_query',
                          'http_version', 'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
                          'http_referer', 'user_agent', 'http_user_agent'
                        ),
                        array(
                          'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level', 'level',
                          'level', 'level', 'level', 'message', 'message', 'logger', 'logger', 'logger', 'logger',
                          'thread', 'thread', 'thread', 'thread', 'source_file', 'source_file', 'line_number',
                          'line_number', 'line_number', 'exception_class', 'exception_class', 'exception_message',
                          'exception_message', 'ip_address', 'ip_address', 'ip_address', 'ip_address', 'remote_user',
                          'http_method', 'http_method', 'http_path', 'http_query', 'http_version', 'http_status',
                          'http_status', 'response_size', 'response_size', 'referer', 'referer', 'user_agent',
                          'user_agent'
                        )
                      )[name] = kind
                    ),
                    0
                  )
                ),
                entry.key
              ),
              coalesce(
                map_from_arrays(
                  array(
                    'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                    'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger',
                    'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name',
                    'line_number', 'lineno', 'log.origin.file.line', 'exception_class', 'error.type',
                    'exception_message', 'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip',
                    'remote_user', 'http_method', 'request_method', 'http_path', 'http_query', 'http_version',
                    'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer', 'http_referer',
                    'user_agent', 'http_user_agent'
                  ),
                  array(
                    'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level', 'level', 'level',
                    'level', 'level', 'message', 'message', 'logger', 'logger', 'logger', 'logger', 'thread', 'thread',
                    'thread', 'thread', 'source_file', 'source_file', 'line_number', 'line_number', 'line_number',
                    'exception_class', 'exception_class', 'exception_message', 'exception_message', 'ip_address',
                    'ip_address', 'ip_address', 'ip_address', 'remote_user', 'http_method', 'http_method', 'http_path',
                    'http_query', 'http_version', 'http_status', 'http_status', 'response_size', 'response_size',
                    'referer', 'referer', 'user_agent', 'user_agent'
                  )
                )[entry.key],
                entry.key
              ),
              ''
            )
          )
        ),
        0
      ),
      array()
    ) AS `json_best_names`,
    split(`access_request`, concat('\\Q', ' ', '\\E'), -1) AS `access_request_parts`,
    if(`access_size_text` RLIKE '^[+-]?[0-9]+\\z', try_cast(`access_size_text` AS BIGINT), NULL) AS `access_size`
FROM (SELECT *,
    (
      (NOT `json_is_empty`)
      OR (
        from_json(
          if(`json_is_empty`, if(`is_json`, `usable`, ''), ''), 'MAP<STRING, STRING>', map('mode', 'PERMISSIVE')
        ) IS NOT NULL
      )
    ) AS `json_is_valid`,
    (
      `json_has_repeats`
      OR (
        `json_own_names` RLIKE '(?s)\u000a(?:(?:timestamp|@timestamp|time|ts|datetime)\u000a(?:.*\u000a)?(?:timestamp|@timestamp|time|ts|datetime)|(?:level|severity|lvl|loglevel|levelname|log\\.level)\u000a(?:.*\u000a)?(?:level|severity|lvl|loglevel|levelname|log\\.level)|(?:message|msg)\u000a(?:.*\u000a)?(?:message|msg)|(?:logger|logger_name|loggerName|log\\.logger)\u000a(?:.*\u000a)?(?:logger|logger_name|loggerName|log\\.logger)|(?:thread|thread_name|threadName|process\\.thread\\.name)\u000a(?:.*\u000a)?(?:thread|thread_name|threadName|process\\.thread\\.name)|(?:source_file|log\\.origin\\.file\\.name)\u000a(?:.*\u000a)?(?:source_file|log\\.origin\\.file\\.name)|(?:line_number|lineno|log\\.origin\\.file\\.line)\u000a(?:.*\u000a)?(?:line_number|lineno|log\\.origin\\.file\\.line)|(?:exception_class|error\\.type)\u000a(?:.*\u000a)?(?:exception_class|error\\.type)|(?:exception_message|error\\.message)\u000a(?:.*\u000a)?(?:exception_message|error\\.message)|(?:ip_address|remote_addr|client_ip|remote_ip)\u000a(?:.*\u000a)?(?:ip_address|remote_addr|client_ip|remote_ip)|(?:http_method|request_method)\u000a(?:.*\u000a)?(?:http_method|request_method)|(?:http_status|status_code)\u000a(?:.*\u000a)?(?:http_status|status_code)|(?:response_size|body_bytes_sent)\u000a(?:.*\u000a)?(?:response_size|body_bytes_sent)|(?:referer|http_referer)\u000a(?:.*\u000a)?(?:referer|http_referer)|(?:user_agent|http_user_agent)\u000a(?:.*\u000a)?(?:user_agent|http_user_agent))\u000a'
      )
      OR (
        ((length(`json_own_names`) - length(replace(`json_own_names`, '\u000a', ''))) != (size(`json_members`) + 1))
        OR contains(`json_own_names`, '\u0001')
      )
    ) AS `json_is_irregular`,
    (size(`access_groups`) > 0) AS `access_is_matched`,
    (coalesce(try_element_at(`access_groups`, 9), '') != '') AS `access_has_headers`,
    coalesce(try_element_at(`access_groups`, 1), '') AS `access_vhost`,
    coalesce(try_element_at(`access_groups`, 5), '') AS `access_time_text`,
    if(
      substring(coalesce(try_element_at(`access_groups`, 5), ''), 23, 2) <= '14'
      AND substring(coalesce(try_element_at(`access_groups`, 5), ''), 25, 1) <= '5',
      try_to_timestamp(coalesce(try_element_at(`access_groups`, 5), ''), 'dd/MMM/yyyy:HH:mm:ss Z'), NULL
    ) AS `access_time`,
    replace(replace(coalesce(try_element_at(`access_groups`, 6), ''), '\\"', '"'), '\\\\', '\\') AS `access_request`,
    coalesce(try_element_at(`access_groups`, 8), '') AS `access_size_text`,
    coalesce(try_element_at(`access_groups`, 3), '') AS `access_ident`,
    coalesce(try_element_at(`access_groups`, 12), '') AS `access_extra`
FROM (SELECT *,
    (size(`json_members`) = 0) AS `json_is_empty`,
    concat('\n', array_join(map_keys(`json_members`), '\n'), '\n') AS `json_own_names`,
    (size(array_distinct(map_keys(`json_members`))) != size(`json_members`)) AS `json_has_repeats`,
    groups(
      if(true, regexp_replace(`access_text`, '^\uFEFF|\r\\z', ''), ''),
      '(?s)^(?:([^ :]+:[0-9]+|\\[[0-9A-Fa-f:.]+\\]:[0-9]+) )?([^ ]+) ([^ ]+) (""|(?:[^"]|\\\\")[^"]*?(?:\\\\"[^"]*?)*?) \\[([^\\]\\[]+)\\] "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" ([0-9]{3}|-) ([0-9]+|-)( "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)")?(?: (.*))?\\z'
    ) AS `access_groups`
FROM (SELECT *,
    coalesce(from_json(if(`is_json`, `usable`, ''), 'MAP<STRING, STRING>', map('mode', 'PERMISSIVE')), map()) AS `json_members`,
    if((`is_usable` AND (NOT `is_json`)), `line`, '') AS `access_text`
FROM (SELECT *,
    (`usable` RLIKE '^[ \\t]*\\{') AS `is_json`
FROM (SELECT *,
    if(`is_usable`, regexp_replace(`line`, '^\uFEFF|\r\\z', ''), '') AS `usable`
FROM (SELECT *,
    (NOT (`is_too_long` OR (NOT `is_utf8`) OR `has_nul` OR `is_blank`)) AS `is_usable`
FROM (SELECT *,
    (octet_length(`line`) > 1048576) AS `is_too_long`,
    (encode(decode(CAST(`line` AS BINARY), 'UTF-8'), 'UTF-8') = CAST(`line` AS BINARY)) AS `is_utf8`,
    contains(`line`, '\u0000') AS `has_nul`,
    (`line` RLIKE '^﻿?[ \\t]*\\r?\\z') AS `is_blank`
FROM raw_lines)))))))))))))))
