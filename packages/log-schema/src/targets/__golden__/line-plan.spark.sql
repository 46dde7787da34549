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
      `is_json`, if(`json_has_leftovers`, `json_unnamed`, `json_unknown`),
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
      WHEN (
        `is_json`
        AND (
          size(
            array_distinct(if(`json_has_repeats`, map_keys(`json_members`), CAST(array() AS ARRAY<STRING>)))
          ) != size(if(`json_has_repeats`, map_keys(`json_members`), CAST(array() AS ARRAY<STRING>)))
        )
      ) THEN 'duplicate-key'
      WHEN (`is_json` AND (`json_time_text` IS NULL)) THEN 'missing-timestamp'
      WHEN ((NOT `is_json`) AND (NOT `access_is_matched`)) THEN 'unrecognized-format'
      WHEN (`unread_time` RLIKE '^[+-]?[0-9]{5,}-[0-9]{2}-|/[0-9]{5,}:') THEN 'timestamp-out-of-range'
      WHEN (`time` IS NULL) THEN 'invalid-timestamp'
      WHEN (
        NOT (`time` >= CAST('1970-01-01' AS TIMESTAMP) AND `time` < CAST('2106-01-01' AS TIMESTAMP))
      ) THEN 'timestamp-out-of-range'
      ELSE '' END AS `reason`
FROM (SELECT *,
    if((`time` IS NULL), `time_text`, '') AS `unread_time`
FROM (SELECT *,
    if(`is_json`, `json_time`, `access_time`) AS `time`
FROM (SELECT *,
    coalesce(
      `json_time_iso`,
      get(
        transform(
          if((`json_time_iso` IS NULL), array(`json_time_some`), array()), `some` -> CASE
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
    ) AS `json_time`
FROM (SELECT *,
    try_cast(
      replace(
        if(
          (
            `json_time_some` RLIKE '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.,][0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z'
          ),
          `json_time_some`, ''
        ),
        ',', '.'
      ) AS TIMESTAMP
    ) AS `json_time_iso`,
    coalesce(
      transform(
        if(`json_has_leftovers`, array(`json_members`), array()),
        `some` -> map_filter(
          `some`,
          (`key`, `value`) -> (
            (
              NOT (
                `key` IN (
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
              (`value` IS NOT NULL)
              AND (
                (
                  (`key` IN ('level', 'severity', 'lvl', 'loglevel', 'levelname', 'log.level'))
                  AND (
                    if(
                      (substring(`value`, 1, 1) IN ('{', '[')), NULL,
                      coalesce(
                        map_from_arrays(
                          array('10', '20', '30', '40', '50', '60', 'WARNING', 'ERR', 'CRIT', 'EMERG', 'INFORMATION'),
                          array(
                            'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'WARN', 'ERROR', 'CRITICAL',
                            'EMERGENCY', 'INFO'
                          )
                        )[upper(`value`)],
                        upper(`value`)
                      )
                    ) IS NULL
                  )
                )
                OR (
                  (`key` IN ('line_number', 'lineno', 'log.origin.file.line'))
                  AND (if(`value` RLIKE '^[+-]?[0-9]+\\z', try_cast(`value` AS INT), NULL) IS NULL)
                )
                OR (
                  (`key` IN ('http_status', 'status_code'))
                  AND (if(`value` RLIKE '^[+-]?[0-9]+\\z', try_cast(`value` AS INT), NULL) IS NULL)
                )
                OR (
                  (`key` IN ('response_size', 'body_bytes_sent'))
                  AND (if(`value` RLIKE '^[+-]?[0-9]+\\z', try_cast(`value` AS BIGINT), NULL) IS NULL)
                )
                OR ((`key` = '@timestamp') AND (NOT (coalesce(`some`['timestamp'], NULL) IS NULL)))
                OR ((`key` = 'time') AND (NOT (coalesce(`some`['timestamp'], `some`['@timestamp'], NULL) IS NULL)))
                OR (
                  (`key` = 'ts')
                  AND (NOT (coalesce(`some`['timestamp'], `some`['@timestamp'], `some`['time'], NULL) IS NULL))
                )
                OR (
                  (`key` = 'datetime')
                  AND (
                    NOT (
                      coalesce(`some`['timestamp'], `some`['@timestamp'], `some`['time'], `some`['ts'], NULL) IS NULL
                    )
                  )
                )
                OR ((`key` = 'severity') AND (NOT (coalesce(`some`['level'], NULL) IS NULL)))
                OR ((`key` = 'lvl') AND (NOT (coalesce(`some`['level'], `some`['severity'], NULL) IS NULL)))
                OR (
                  (`key` = 'loglevel')
                  AND (NOT (coalesce(`some`['level'], `some`['severity'], `some`['lvl'], NULL) IS NULL))
                )
                OR (
                  (`key` = 'levelname')
                  AND (
                    NOT (coalesce(`some`['level'], `some`['severity'], `some`['lvl'], `some`['loglevel'], NULL) IS NULL)
                  )
                )
                OR (
                  (`key` = 'log.level')
                  AND (
                    NOT (
                      coalesce(
                        `some`['level'], `some`['severity'], `some`['lvl'], `some`['loglevel'], `some`['levelname'],
                        NULL
                      ) IS NULL
                    )
                  )
                )
                OR ((`key` = 'msg') AND (NOT (coalesce(`some`['message'], NULL) IS NULL)))
                OR ((`key` = 'logger_name') AND (NOT (coalesce(`some`['logger'], NULL) IS NULL)))
                OR ((`key` = 'loggerName') AND (NOT (coalesce(`some`['logger'], `some`['logger_name'], NULL) IS NULL)))
                OR (
                  (`key` = 'log.logger')
                  AND (NOT (coalesce(`some`['logger'], `some`['logger_name'], `some`['loggerName'], NULL) IS NULL))
                )
                OR ((`key` = 'thread_name') AND (NOT (coalesce(`some`['thread'], NULL) IS NULL)))
                OR ((`key` = 'threadName') AND (NOT (coalesce(`some`['thread'], `some`['thread_name'], NULL) IS NULL)))
                OR (
                  (`key` = 'process.thread.name')
                  AND (NOT (coalesce(`some`['thread'], `some`['thread_name'], `some`['threadName'], NULL) IS NULL))
                )
                OR ((`key` = 'log.origin.file.name') AND (NOT (coalesce(`some`['source_file'], NULL) IS NULL)))
                OR ((`key` = 'lineno') AND (NOT (coalesce(`some`['line_number'], NULL) IS NULL)))
                OR (
                  (`key` = 'log.origin.file.line')
                  AND (NOT (coalesce(`some`['line_number'], `some`['lineno'], NULL) IS NULL))
                )
                OR ((`key` = 'error.type') AND (NOT (coalesce(`some`['exception_class'], NULL) IS NULL)))
                OR ((`key` = 'error.message') AND (NOT (coalesce(`some`['exception_message'], NULL) IS NULL)))
                OR ((`key` = 'remote_addr') AND (NOT (coalesce(`some`['ip_address'], NULL) IS NULL)))
                OR (
                  (`key` = 'client_ip') AND (NOT (coalesce(`some`['ip_address'], `some`['remote_addr'], NULL) IS NULL))
                )
                OR (
                  (`key` = 'remote_ip')
                  AND (NOT (coalesce(`some`['ip_address'], `some`['remote_addr'], `some`['client_ip'], NULL) IS NULL))
                )
                OR ((`key` = 'request_method') AND (NOT (coalesce(`some`['http_method'], NULL) IS NULL)))
                OR ((`key` = 'status_code') AND (NOT (coalesce(`some`['http_status'], NULL) IS NULL)))
                OR ((`key` = 'body_bytes_sent') AND (NOT (coalesce(`some`['response_size'], NULL) IS NULL)))
                OR ((`key` = 'http_referer') AND (NOT (coalesce(`some`['referer'], NULL) IS NULL)))
                OR ((`key` = 'http_user_agent') AND (NOT (coalesce(`some`['user_agent'], NULL) IS NULL)))
              )
            )
          )
        )
      )[0],
      map()
    ) AS `json_unnamed`
FROM (SELECT *,
    coalesce(`json_time_text`, '') AS `json_time_some`,
    (
      `json_has_repeats`
      OR (
        (get(map_values(`json_members`), CAST(array_position(`json_names`, 'level') AS INT) - 1) IS NOT NULL)
        AND (`json_level` IS NULL)
      )
      OR (
        (get(map_values(`json_members`), CAST(array_position(`json_names`, 'line_number') AS INT) - 1) IS NOT NULL)
        AND (`json_line_number` IS NULL)
      )
      OR (
        (get(map_values(`json_members`), CAST(array_position(`json_names`, 'http_status') AS INT) - 1) IS NOT NULL)
        AND (`json_http_status` IS NULL)
      )
      OR (
        (get(map_values(`json_members`), CAST(array_position(`json_names`, 'response_size') AS INT) - 1) IS NOT NULL)
        AND (`json_response_size` IS NULL)
      )
    ) AS `json_has_leftovers`,
    if((`access_query_at` > 0), substring(`access_target`, 1, (`access_query_at` - 1)), `access_target`) AS `access_path`,
    coalesce(if(`is_json`, `json_time_text`, `access_time_text`), '') AS `time_text`
FROM (SELECT *,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'timestamp') AS INT) - 1) AS `json_time_text`,
    if(
      (
        substring(
          get(map_values(`json_members`), CAST(array_position(`json_names`, 'level') AS INT) - 1), 1, 1
        ) IN ('{', '[')
      ),
      NULL,
      coalesce(
        map_from_arrays(
          array('10', '20', '30', '40', '50', '60', 'WARNING', 'ERR', 'CRIT', 'EMERG', 'INFORMATION'),
          array('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'WARN', 'ERROR', 'CRITICAL', 'EMERGENCY', 'INFO')
        )[upper(get(map_values(`json_members`), CAST(array_position(`json_names`, 'level') AS INT) - 1))],
        upper(get(map_values(`json_members`), CAST(array_position(`json_names`, 'level') AS INT) - 1))
      )
    ) AS `json_level`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'message') AS INT) - 1) AS `json_message`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'logger') AS INT) - 1) AS `json_logger`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'thread') AS INT) - 1) AS `json_thread`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'source_file') AS INT) - 1) AS `json_source_file`,
    if(
      get(
        map_values(`json_members`), CAST(array_position(`json_names`, 'line_number') AS INT) - 1
      ) RLIKE '^[+-]?[0-9]+\\z',
      try_cast(get(map_values(`json_members`), CAST(array_position(`json_names`, 'line_number') AS INT) - 1) AS INT),
      NULL
    ) AS `json_line_number`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'exception_class') AS INT) - 1) AS `json_exception_class`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'exception_message') AS INT) - 1) AS `json_exception_message`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'ip_address') AS INT) - 1) AS `json_ip_address`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'remote_user') AS INT) - 1) AS `json_remote_user`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'http_method') AS INT) - 1) AS `json_http_method`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'http_path') AS INT) - 1) AS `json_http_path`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'http_query') AS INT) - 1) AS `json_http_query`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'http_version') AS INT) - 1) AS `json_http_version`,
    if(
      get(
        map_values(`json_members`), CAST(array_position(`json_names`, 'http_status') AS INT) - 1
      ) RLIKE '^[+-]?[0-9]+\\z',
      try_cast(get(map_values(`json_members`), CAST(array_position(`json_names`, 'http_status') AS INT) - 1) AS INT),
      NULL
    ) AS `json_http_status`,
    if(
      get(
        map_values(`json_members`), CAST(array_position(`json_names`, 'response_size') AS INT) - 1
      ) RLIKE '^[+-]?[0-9]+\\z',
      try_cast(
        get(map_values(`json_members`), CAST(array_position(`json_names`, 'response_size') AS INT) - 1) AS BIGINT
      ),
      NULL
    ) AS `json_response_size`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'referer') AS INT) - 1) AS `json_referer`,
    get(map_values(`json_members`), CAST(array_position(`json_names`, 'user_agent') AS INT) - 1) AS `json_user_agent`,
    instr(`access_target`, '?') AS `access_query_at`
FROM (SELECT *,
    if(`json_has_repeats`, `json_best_names`, `json_column_names`) AS `json_names`,
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
          if(`json_has_repeats`, array(`json_members`), array()),
          `some` -> transform(
            map_entries(`some`), entry -> CASE
            WHEN (
              (entry.value IS NULL)
              AND (
                entry.key IN (
                  'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel',
                  'levelname', 'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger',
                  'thread', 'thread_name', 'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name',
                  'line_number', 'lineno', 'log.origin.file.line', 'exception_class', 'error.type', 'exception_message',
                  'error.message', 'ip_address', 'remote_addr', 'client_ip', 'remote_ip', 'remote_user', 'http_method',
                  'request_method', 'http_path', 'http_query', 'http_version', 'http_status', 'status_code',
                  'response_size', 'body_bytes_sent', 'referer', 'http_referer', 'user_agent', 'http_user_agent'
                )
              )
            ) THEN ''
            WHEN ((entry.key = '@timestamp') AND (coalesce(`some`['timestamp'], NULL) IS NULL)) THEN 'timestamp'
            WHEN (
              (entry.key = 'time') AND (coalesce(`some`['timestamp'], `some`['@timestamp'], NULL) IS NULL)
            ) THEN 'timestamp'
            WHEN (
              (entry.key = 'ts') AND (coalesce(`some`['timestamp'], `some`['@timestamp'], `some`['time'], NULL) IS NULL)
            ) THEN 'timestamp'
            WHEN (
              (entry.key = 'datetime')
              AND (coalesce(`some`['timestamp'], `some`['@timestamp'], `some`['time'], `some`['ts'], NULL) IS NULL)
            ) THEN 'timestamp'
            WHEN ((entry.key = 'severity') AND (coalesce(`some`['level'], NULL) IS NULL)) THEN 'level'
            WHEN ((entry.key = 'lvl') AND (coalesce(`some`['level'], `some`['severity'], NULL) IS NULL)) THEN 'level'
            WHEN (
              (entry.key = 'loglevel') AND (coalesce(`some`['level'], `some`['severity'], `some`['lvl'], NULL) IS NULL)
            ) THEN 'level'
            WHEN (
              (entry.key = 'levelname')
              AND (coalesce(`some`['level'], `some`['severity'], `some`['lvl'], `some`['loglevel'], NULL) IS NULL)
            ) THEN 'level'
            WHEN (
              (entry.key = 'log.level')
              AND (
                coalesce(
                  `some`['level'], `some`['severity'], `some`['lvl'], `some`['loglevel'], `some`['levelname'], NULL
                ) IS NULL
              )
            ) THEN 'level'
            WHEN ((entry.key = 'msg') AND (coalesce(`some`['message'], NULL) IS NULL)) THEN 'message'
            WHEN ((entry.key = 'logger_name') AND (coalesce(`some`['logger'], NULL) IS NULL)) THEN 'logger'
            WHEN (
              (entry.key = 'loggerName') AND (coalesce(`some`['logger'], `some`['logger_name'], NULL) IS NULL)
            ) THEN 'logger'
            WHEN (
              (entry.key = 'log.logger')
              AND (coalesce(`some`['logger'], `some`['logger_name'], `some`['loggerName'], NULL) IS NULL)
            ) THEN 'logger'
            WHEN ((entry.key = 'thread_name') AND (coalesce(`some`['thread'], NULL) IS NULL)) THEN 'thread'
            WHEN (
              (entry.key = 'threadName') AND (coalesce(`some`['thread'], `some`['thread_name'], NULL) IS NULL)
            ) THEN 'thread'
            WHEN (
              (entry.key = 'process.thread.name')
              AND (coalesce(`some`['thread'], `some`['thread_name'], `some`['threadName'], NULL) IS NULL)
            ) THEN 'thread'
            WHEN (
              (entry.key = 'log.origin.file.name') AND (coalesce(`some`['source_file'], NULL) IS NULL)
            ) THEN 'source_file'
            WHEN ((entry.key = 'lineno') AND (coalesce(`some`['line_number'], NULL) IS NULL)) THEN 'line_number'
            WHEN (
              (entry.key = 'log.origin.file.line') AND (coalesce(`some`['line_number'], `some`['lineno'], NULL) IS NULL)
            ) THEN 'line_number'
            WHEN (
              (entry.key = 'error.type') AND (coalesce(`some`['exception_class'], NULL) IS NULL)
            ) THEN 'exception_class'
            WHEN (
              (entry.key = 'error.message') AND (coalesce(`some`['exception_message'], NULL) IS NULL)
            ) THEN 'exception_message'
            WHEN ((entry.key = 'remote_addr') AND (coalesce(`some`['ip_address'], NULL) IS NULL)) THEN 'ip_address'
            WHEN (
              (entry.key = 'client_ip') AND (coalesce(`some`['ip_address'], `some`['remote_addr'], NULL) IS NULL)
            ) THEN 'ip_address'
            WHEN (
              (entry.key = 'remote_ip')
              AND (coalesce(`some`['ip_address'], `some`['remote_addr'], `some`['client_ip'], NULL) IS NULL)
            ) THEN 'ip_address'
            WHEN ((entry.key = 'request_method') AND (coalesce(`some`['http_method'], NULL) IS NULL)) THEN 'http_method'
            WHEN ((entry.key = 'status_code') AND (coalesce(`some`['http_status'], NULL) IS NULL)) THEN 'http_status'
            WHEN (
              (entry.key = 'body_bytes_sent') AND (coalesce(`some`['response_size'], NULL) IS NULL)
            ) THEN 'response_size'
            WHEN ((entry.key = 'http_referer') AND (coalesce(`some`['referer'], NULL) IS NULL)) THEN 'referer'
            WHEN ((entry.key = 'http_user_agent') AND (coalesce(`some`['user_agent'], NULL) IS NULL)) THEN 'user_agent'
            ELSE entry.key END
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
    (size(array_distinct(`json_column_names`)) != size(`json_column_names`)) AS `json_has_repeats`,
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
    transform(
      map_keys(`json_members`),
      `key` -> coalesce(
        map_from_arrays(
          array(
            '@timestamp', 'time', 'ts', 'datetime', 'severity', 'lvl', 'loglevel', 'levelname', 'log.level', 'msg',
            'logger_name', 'loggerName', 'log.logger', 'thread_name', 'threadName', 'process.thread.name',
            'log.origin.file.name', 'lineno', 'log.origin.file.line', 'error.type', 'error.message', 'remote_addr',
            'client_ip', 'remote_ip', 'request_method', 'status_code', 'body_bytes_sent', 'http_referer',
            'http_user_agent'
          ),
          array(
            'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level', 'level', 'level', 'level', 'message',
            'logger', 'logger', 'logger', 'thread', 'thread', 'thread', 'source_file', 'line_number', 'line_number',
            'exception_class', 'exception_message', 'ip_address', 'ip_address', 'ip_address', 'http_method',
            'http_status', 'response_size', 'referer', 'user_agent'
          )
        )[`key`],
        `key`
      )
    ) AS `json_column_names`,
    map_filter(
      `json_members`,
      (`key`, `value`) -> (
        NOT (
          `key` IN (
            'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel', 'levelname',
            'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger', 'thread', 'thread_name',
            'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number', 'lineno',
            'log.origin.file.line', 'exception_class', 'error.type', 'exception_message', 'error.message', 'ip_address',
            'remote_addr', 'client_ip', 'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path',
            'http_query', 'http_version', 'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
            'http_referer', 'user_agent', 'http_user_agent'
          )
        )
      )
    ) AS `json_unknown`,
    groups(
      `access_text`,
      '(?s)^(?:([^ :]+:[0-9]+|\\[[0-9A-Fa-f:.]+\\]:[0-9]+) )?([^ ]+) ([^ ]+) (""|(?:[^"]|\\\\")[^"]*?(?:\\\\"[^"]*?)*?) \\[([^\\]\\[]+)\\] "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" ([0-9]{3}|-) ([0-9]+|-)( "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)")?(?: (.*))?\\z'
    ) AS `access_groups`
FROM (SELECT *,
    coalesce(from_json(if(`is_json`, `usable`, ''), 'MAP<STRING, STRING>', map('mode', 'PERMISSIVE')), map()) AS `json_members`,
    if(`is_json`, '', `usable`) AS `access_text`
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
FROM raw_lines))))))))))))))))
