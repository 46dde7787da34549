SELECT
    `time` AS `timestamp`,
    if(`is_json`, `json_level`, NULL) AS `level`,
    if(`is_json`, `json_message`, NULL) AS `message`,
    if(`is_json`, `json_logger`, NULL) AS `logger`,
    if(`is_json`, `json_thread`, NULL) AS `thread`,
    if(`is_json`, `json_source_file`, NULL) AS `source_file`,
    if(`is_json`, `json_line_number`, NULL) AS `line_number`,
    if(`is_json`, `json_exception_class`, NULL) AS `exception_class`,
    if(`is_json`, `json_exception_message`, NULL) AS `exception_message`,
    if(`is_json`, `json_ip_address`, coalesce(try_element_at(`access_groups`, 1), '')) AS `ip_address`,
    if(`is_json`, `json_remote_user`, nullif(coalesce(try_element_at(`access_groups`, 2), ''), '-')) AS `remote_user`,
    if(`is_json`, `json_http_method`, coalesce(try_element_at(`access_groups`, 4), '')) AS `http_method`,
    if(`is_json`, `json_http_path`, coalesce(try_element_at(`access_groups`, 5), '')) AS `http_path`,
    if(
      `is_json`, `json_http_query`,
      if(
        (coalesce(try_element_at(`access_groups`, 6), '') != ''), coalesce(try_element_at(`access_groups`, 7), ''), NULL
      )
    ) AS `http_query`,
    if(`is_json`, `json_http_version`, coalesce(try_element_at(`access_groups`, 8), '')) AS `http_version`,
    if(`is_json`, `json_http_status`, whole_int(coalesce(try_element_at(`access_groups`, 9), ''))) AS `http_status`,
    if(`is_json`, `json_response_size`, `access_size`) AS `response_size`,
    if(
      `is_json`, `json_referer`,
      if(
        (coalesce(try_element_at(`access_groups`, 11), '') != ''),
        nullif(coalesce(try_element_at(`access_groups`, 12), ''), '-'), NULL
      )
    ) AS `referer`,
    if(
      `is_json`, `json_user_agent`,
      if(
        (coalesce(try_element_at(`access_groups`, 11), '') != ''),
        nullif(coalesce(try_element_at(`access_groups`, 13), ''), '-'), NULL
      )
    ) AS `user_agent`,
    if(`is_json`, `json_fields`.`others`, CAST(map() AS MAP<STRING, STRING>)) AS `attributes`,
    if(`is_json`, 'json', if((coalesce(try_element_at(`access_groups`, 11), '') != ''), 'combined', 'common')) AS `format`,
    `reason` AS `reason`,
    CAST(NULL AS STRING) AS `detail`,
    CAST(NULL AS STRING) AS `format_tried`,
    if(`reason` = '', '', `line`) AS `raw_line`,
    _path AS `ingest_file`
FROM (SELECT *,
    if(
      (
        (octet_length(`line`) <= 1048576)
        AND if(
          `is_json`,
          (
            (`json_fields` IS NOT NULL) AND (NOT `json_fields`.`repeated`)
            AND (NOT ((`json_level_text` IS NOT NULL) AND (`json_level` IS NULL)))
            AND (NOT ((`json_line_number_text` IS NOT NULL) AND (`json_line_number` IS NULL)))
            AND (NOT ((`json_http_status_text` IS NOT NULL) AND (`json_http_status` IS NULL)))
            AND (NOT ((`json_response_size_text` IS NOT NULL) AND (`json_response_size` IS NULL)))
          ),
          (
            (
              (size(`access_groups`) > 0)
              AND ((`access_size` IS NOT NULL) OR (coalesce(try_element_at(`access_groups`, 10), '') = '-'))
            )
            AND is_text(`line`)
          )
        )
        AND (`time` IS NOT NULL)
        AND (`time` >= CAST('1970-01-01' AS TIMESTAMP) AND `time` < CAST('2106-01-01' AS TIMESTAMP))
      ),
      '', '@unread'
    ) AS `reason`
FROM (SELECT *,
    if(`is_json`, `json_time`, `access_time`) AS `time`
FROM (SELECT *,
    coalesce(
      `json_time_iso`,
      if(
        (`json_time_iso` IS NULL), CASE
        WHEN (coalesce(`json_timestamp_text`, '') RLIKE '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:,[0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z') THEN iso_time(
          replace_text(
            if(
              (
                coalesce(
                  `json_timestamp_text`, ''
                ) RLIKE '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:,[0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z'
              ),
              coalesce(`json_timestamp_text`, ''), ''
            ),
            ',', '.'
          )
        )
        WHEN (coalesce(`json_timestamp_text`, '') RLIKE '^[0-9]{9,11}\\z') THEN timestamp_micros(
          (try_cast(coalesce(`json_timestamp_text`, '') AS BIGINT) * 1000000) DIV 1
        )
        WHEN (coalesce(`json_timestamp_text`, '') RLIKE '^[0-9]{12,14}\\z') THEN timestamp_micros(
          (try_cast(coalesce(`json_timestamp_text`, '') AS BIGINT) * 1000) DIV 1
        )
        WHEN (coalesce(`json_timestamp_text`, '') RLIKE '^[0-9]{15,17}\\z') THEN timestamp_micros(
          (try_cast(coalesce(`json_timestamp_text`, '') AS BIGINT) * 1) DIV 1
        )
        WHEN (coalesce(`json_timestamp_text`, '') RLIKE '^[0-9]{18,19}\\z') THEN timestamp_micros(
          (try_cast(coalesce(`json_timestamp_text`, '') AS BIGINT) * 1) DIV 1000
        )
        WHEN (coalesce(`json_timestamp_text`, '') RLIKE '^[0-9]{9,11}\\.[0-9]+\\z') THEN timestamp_micros(
          try_cast(
            concat(
              substring_index(
                if(
                  (coalesce(`json_timestamp_text`, '') RLIKE '^[0-9]{9,11}\\.[0-9]+\\z'),
                  coalesce(`json_timestamp_text`, ''), ''
                ),
                '.', 1
              ),
              rpad(
                substring_index(
                  if(
                    (coalesce(`json_timestamp_text`, '') RLIKE '^[0-9]{9,11}\\.[0-9]+\\z'),
                    coalesce(`json_timestamp_text`, ''), ''
                  ),
                  '.', -1
                ),
                6, '0'
              )
            ) AS BIGINT
          )
        )
        WHEN (
          coalesce(`json_timestamp_text`, '') RLIKE '^[0-9]{2}/[A-Z][a-z]{2}/'
        ) THEN pattern_time(coalesce(`json_timestamp_text`, ''), 'dd/MMM/yyyy:HH:mm:ss Z')
        ELSE NULL END, NULL
      )
    ) AS `json_time`
FROM (SELECT *,
    iso_time(`json_timestamp_text`) AS `json_time_iso`,
    if(
      (substring(`json_level_text`, 1, 1) IN ('{', '[')), NULL,
      coalesce(
        map_from_arrays(
          array('10', '20', '30', '40', '50', '60', 'WARNING', 'ERR', 'CRIT', 'EMERG', 'INFORMATION'),
          array('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'WARN', 'ERROR', 'CRITICAL', 'EMERGENCY', 'INFO')
        )[upper_ascii(`json_level_text`)],
        upper_ascii(`json_level_text`)
      )
    ) AS `json_level`,
    `json_message_text` AS `json_message`,
    `json_logger_text` AS `json_logger`,
    `json_thread_text` AS `json_thread`,
    `json_source_file_text` AS `json_source_file`,
    whole_int(`json_line_number_text`) AS `json_line_number`,
    `json_exception_class_text` AS `json_exception_class`,
    `json_exception_message_text` AS `json_exception_message`,
    `json_ip_address_text` AS `json_ip_address`,
    `json_remote_user_text` AS `json_remote_user`,
    `json_http_method_text` AS `json_http_method`,
    `json_http_path_text` AS `json_http_path`,
    `json_http_query_text` AS `json_http_query`,
    `json_http_version_text` AS `json_http_version`,
    whole_int(`json_http_status_text`) AS `json_http_status`,
    whole_bigint(`json_response_size_text`) AS `json_response_size`,
    `json_referer_text` AS `json_referer`,
    `json_user_agent_text` AS `json_user_agent`
FROM (SELECT *,
    get(`json_fields`.`values`, 1 - 1) AS `json_timestamp_text`,
    get(`json_fields`.`values`, 2 - 1) AS `json_level_text`,
    get(`json_fields`.`values`, 3 - 1) AS `json_message_text`,
    get(`json_fields`.`values`, 4 - 1) AS `json_logger_text`,
    get(`json_fields`.`values`, 5 - 1) AS `json_thread_text`,
    get(`json_fields`.`values`, 6 - 1) AS `json_source_file_text`,
    get(`json_fields`.`values`, 7 - 1) AS `json_line_number_text`,
    get(`json_fields`.`values`, 8 - 1) AS `json_exception_class_text`,
    get(`json_fields`.`values`, 9 - 1) AS `json_exception_message_text`,
    get(`json_fields`.`values`, 10 - 1) AS `json_ip_address_text`,
    get(`json_fields`.`values`, 11 - 1) AS `json_remote_user_text`,
    get(`json_fields`.`values`, 12 - 1) AS `json_http_method_text`,
    get(`json_fields`.`values`, 13 - 1) AS `json_http_path_text`,
    get(`json_fields`.`values`, 14 - 1) AS `json_http_query_text`,
    get(`json_fields`.`values`, 15 - 1) AS `json_http_version_text`,
    get(`json_fields`.`values`, 16 - 1) AS `json_http_status_text`,
    get(`json_fields`.`values`, 17 - 1) AS `json_response_size_text`,
    get(`json_fields`.`values`, 18 - 1) AS `json_referer_text`,
    get(`json_fields`.`values`, 19 - 1) AS `json_user_agent_text`,
    pattern_time(coalesce(try_element_at(`access_groups`, 3), ''), 'dd/MMM/yyyy:HH:mm:ss Z') AS `access_time`,
    whole_bigint(coalesce(try_element_at(`access_groups`, 10), '')) AS `access_size`
FROM (SELECT *,
    json_fields(
      if(`is_json`, `line`, ''),
      array(
        'timestamp', '@timestamp', 'time', 'ts', 'datetime', 'level', 'severity', 'lvl', 'loglevel', 'levelname',
        'log.level', 'message', 'msg', 'logger', 'logger_name', 'loggerName', 'log.logger', 'thread', 'thread_name',
        'threadName', 'process.thread.name', 'source_file', 'log.origin.file.name', 'line_number', 'lineno',
        'log.origin.file.line', 'exception_class', 'error.type', 'exception_message', 'error.message', 'ip_address',
        'remote_addr', 'client_ip', 'remote_ip', 'remote_user', 'http_method', 'request_method', 'http_path',
        'http_query', 'http_version', 'http_status', 'status_code', 'response_size', 'body_bytes_sent', 'referer',
        'http_referer', 'user_agent', 'http_user_agent'
      ),
      array(
        'timestamp', 'timestamp', 'timestamp', 'timestamp', 'timestamp', 'level', 'level', 'level', 'level', 'level',
        'level', 'message', 'message', 'logger', 'logger', 'logger', 'logger', 'thread', 'thread', 'thread', 'thread',
        'source_file', 'source_file', 'line_number', 'line_number', 'line_number', 'exception_class', 'exception_class',
        'exception_message', 'exception_message', 'ip_address', 'ip_address', 'ip_address', 'ip_address', 'remote_user',
        'http_method', 'http_method', 'http_path', 'http_query', 'http_version', 'http_status', 'http_status',
        'response_size', 'response_size', 'referer', 'referer', 'user_agent', 'user_agent'
      )
    ) AS `json_fields`,
    groups(
      if(`is_json`, '', `line`),
      '^([0-9A-Za-z:-][^ ]*) - ([^ "]+) \\[([^\\]\\[]+)\\] "([A-Za-z][A-Za-z_-]*) ([^ ?"\\\\]*)(\\?([^ "\\\\]*))? HTTP/([^ "\\\\]*)" ([0-9]{3}|-) ([0-9]+|-)( "([^"\\\\]*)" "([^"\\\\]*)")?\\r?\\z'
    ) AS `access_groups`
FROM (SELECT *,
    startswith(`line`, '{') AS `is_json`
FROM raw_lines)))))))
