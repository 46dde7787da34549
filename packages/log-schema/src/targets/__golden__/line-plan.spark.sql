SELECT
    `time` AS `timestamp`,
    `json_level` AS `level`,
    `json_message` AS `message`,
    `json_logger` AS `logger`,
    `json_thread` AS `thread`,
    `json_source_file` AS `source_file`,
    `json_line_number` AS `line_number`,
    `json_exception_class` AS `exception_class`,
    `json_exception_message` AS `exception_message`,
    `json_ip_address` AS `ip_address`,
    `json_remote_user` AS `remote_user`,
    `json_http_method` AS `http_method`,
    `json_http_path` AS `http_path`,
    `json_http_query` AS `http_query`,
    `json_http_version` AS `http_version`,
    `json_http_status` AS `http_status`,
    `json_response_size` AS `response_size`,
    `json_referer` AS `referer`,
    `json_user_agent` AS `user_agent`,
    `json_attributes` AS `attributes`,
    'json' AS `format`,
    `reason` AS `reason`,
    CASE WHEN (`reason` IN ('invalid-timestamp', 'timestamp-out-of-range')) THEN substring(`time_text`, 1, 200)
      WHEN `is_too_long` THEN concat(CAST(octet_length(`line`) AS STRING), ' bytes') ELSE NULL END AS `detail`,
    if(`is_usable`, 'json', NULL) AS `format_tried`,
    if(`reason` = '', '', `line`) AS `raw_line`,
    _path AS `ingest_file`
FROM (SELECT *,
    CASE WHEN `is_too_long` THEN 'line-too-long' WHEN (NOT `is_utf8`) THEN 'invalid-utf8'
      WHEN `has_nul` THEN 'nul-byte' WHEN `is_blank` THEN 'blank-line' WHEN (NOT `json_is_valid`) THEN 'invalid-json'
      WHEN `json_fields`.`repeated` THEN 'duplicate-key' WHEN (`json_timestamp_text` IS NULL) THEN 'missing-timestamp'
      WHEN (`unread_time` RLIKE '^[+-]?[0-9]{5,}-[0-9]{2}-|/[0-9]{5,}:') THEN 'timestamp-out-of-range'
      WHEN (`time` IS NULL) THEN 'invalid-timestamp'
      WHEN (
        NOT (`time` >= CAST('1970-01-01' AS TIMESTAMP) AND `time` < CAST('2106-01-01' AS TIMESTAMP))
      ) THEN 'timestamp-out-of-range'
      ELSE '' END AS `reason`
FROM (SELECT *,
    if((`time` IS NULL), `time_text`, '') AS `unread_time`
FROM (SELECT *,
    `json_time` AS `time`
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
    ) AS `json_time`,
    if(
      (
        ((`json_level_text` IS NOT NULL) AND (`json_level` IS NULL))
        OR ((`json_line_number_text` IS NOT NULL) AND (`json_line_number` IS NULL))
        OR ((`json_http_status_text` IS NOT NULL) AND (`json_http_status` IS NULL))
        OR ((`json_response_size_text` IS NOT NULL) AND (`json_response_size` IS NULL))
      ),
      map_concat(
        `json_fields`.`others`,
        text_map(
          array(
            get(`json_fields`.`names`, 2 - 1), get(`json_fields`.`names`, 7 - 1), get(`json_fields`.`names`, 16 - 1),
            get(`json_fields`.`names`, 17 - 1)
          ),
          array(
            if(((`json_level_text` IS NOT NULL) AND (`json_level` IS NULL)), `json_level_text`, NULL),
            if(((`json_line_number_text` IS NOT NULL) AND (`json_line_number` IS NULL)), `json_line_number_text`, NULL),
            if(((`json_http_status_text` IS NOT NULL) AND (`json_http_status` IS NULL)), `json_http_status_text`, NULL),
            if(
              ((`json_response_size_text` IS NOT NULL) AND (`json_response_size` IS NULL)), `json_response_size_text`,
              NULL
            )
          )
        )
      ),
      `json_fields`.`others`
    ) AS `json_attributes`
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
    `json_user_agent_text` AS `json_user_agent`,
    coalesce(`json_timestamp_text`, '') AS `time_text`
FROM (SELECT *,
    (`json_fields` IS NOT NULL) AS `json_is_valid`,
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
    get(`json_fields`.`values`, 19 - 1) AS `json_user_agent_text`
FROM (SELECT *,
    json_fields(
      `usable`,
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
    ) AS `json_fields`
FROM (SELECT *,
    CASE WHEN NOT `is_usable` THEN '' WHEN startswith(`line`, '\uFEFF')
      OR endswith(`line`, '\r') THEN regexp_replace(`line`, '^\uFEFF|\r\\z', '') ELSE `line` END AS `usable`
FROM (SELECT *,
    (NOT (`is_too_long` OR (NOT `is_utf8`) OR `has_nul` OR `is_blank`)) AS `is_usable`
FROM (SELECT *,
    (octet_length(`line`) > 1048576) AS `is_too_long`,
    is_utf8(`line`) AS `is_utf8`,
    contains(`line`, '\u0000') AS `has_nul`,
    (`line` RLIKE '^﻿?[ \\t]*\\r?\\z') AS `is_blank`
FROM (SELECT * FROM raw_lines WHERE coalesce((startswith(trim(LEADING ' \u0009' FROM `line`), '{') OR (startswith(`line`, '﻿') AND (`line` RLIKE '^﻿[ \\t]*\\{'))), false))))))))))))
UNION ALL
SELECT
    `time` AS `timestamp`,
    CAST(NULL AS STRING) AS `level`,
    if((`access_is_matched` AND (NOT `access_is_http`)), nullif(nullif(`access_request`, '-'), ''), NULL) AS `message`,
    CAST(NULL AS STRING) AS `logger`,
    CAST(NULL AS STRING) AS `thread`,
    CAST(NULL AS STRING) AS `source_file`,
    CAST(NULL AS INT) AS `line_number`,
    CAST(NULL AS STRING) AS `exception_class`,
    CAST(NULL AS STRING) AS `exception_message`,
    if(`access_is_matched`, coalesce(try_element_at(`access_groups`, 2), ''), NULL) AS `ip_address`,
    if(`access_is_matched`, nullif(coalesce(try_element_at(`access_groups`, 4), ''), '-'), NULL) AS `remote_user`,
    if(`access_is_http`, coalesce(try_element_at(`access_request_parts`, 1), ''), NULL) AS `http_method`,
    if(`access_is_http`, `access_path`, NULL) AS `http_path`,
    if((`access_is_http` AND (`access_query_at` > 0)), substring(`access_target`, (`access_query_at` + 1)), NULL) AS `http_query`,
    if(
      (`access_is_http` AND (size(`access_request_parts`) >= 3)),
      substring(coalesce(try_element_at(`access_request_parts`, -1), ''), 6), NULL
    ) AS `http_version`,
    whole_int(coalesce(try_element_at(`access_groups`, 7), '')) AS `http_status`,
    `access_size` AS `response_size`,
    if(
      `access_has_headers`,
      nullif(
        replace_text(replace_text(coalesce(try_element_at(`access_groups`, 10), ''), '\\"', '"'), '\\\\', '\\'), '-'
      ),
      NULL
    ) AS `referer`,
    if(
      `access_has_headers`,
      nullif(
        replace_text(replace_text(coalesce(try_element_at(`access_groups`, 11), ''), '\\"', '"'), '\\\\', '\\'), '-'
      ),
      NULL
    ) AS `user_agent`,
    if(
      `access_has_attributes`,
      text_map(
        array('vhost', 'ident', 'extra', 'response_size'),
        array(
          nullif(`access_vhost`, ''), nullif(`access_ident`, '-'), nullif(`access_extra`, ''),
          if((`access_size` IS NULL), nullif(`access_size_text`, '-'), NULL)
        )
      ),
      CAST(map() AS MAP<STRING, STRING>)
    ) AS `attributes`,
    if(
      (`access_vhost` = ''), if(`access_has_headers`, 'combined', 'common'),
      if(`access_has_headers`, 'vhost_combined', 'vhost_common')
    ) AS `format`,
    `reason` AS `reason`,
    CASE WHEN (`reason` IN ('invalid-timestamp', 'timestamp-out-of-range')) THEN substring(`time_text`, 1, 200)
      WHEN `is_too_long` THEN concat(CAST(octet_length(`line`) AS STRING), ' bytes') ELSE NULL END AS `detail`,
    if(`is_usable`, 'access', NULL) AS `format_tried`,
    if(`reason` = '', '', `line`) AS `raw_line`,
    _path AS `ingest_file`
FROM (SELECT *,
    if((`access_query_at` > 0), substring(`access_target`, 1, (`access_query_at` - 1)), `access_target`) AS `access_path`
FROM (SELECT *,
    instr(`access_target`, '?') AS `access_query_at`,
    CASE WHEN `is_too_long` THEN 'line-too-long' WHEN (NOT `is_utf8`) THEN 'invalid-utf8'
      WHEN `has_nul` THEN 'nul-byte' WHEN `is_blank` THEN 'blank-line'
      WHEN (NOT `access_is_matched`) THEN 'unrecognized-format'
      WHEN (`unread_time` RLIKE '^[+-]?[0-9]{5,}-[0-9]{2}-|/[0-9]{5,}:') THEN 'timestamp-out-of-range'
      WHEN (`time` IS NULL) THEN 'invalid-timestamp'
      WHEN (
        NOT (`time` >= CAST('1970-01-01' AS TIMESTAMP) AND `time` < CAST('2106-01-01' AS TIMESTAMP))
      ) THEN 'timestamp-out-of-range'
      ELSE '' END AS `reason`
FROM (SELECT *,
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
    ) AS `access_has_attributes`,
    if((`time` IS NULL), `time_text`, '') AS `unread_time`
FROM (SELECT *,
    split(`access_request`, ' ', -1) AS `access_request_parts`,
    whole_bigint(`access_size_text`) AS `access_size`,
    `access_time` AS `time`,
    coalesce(`access_time_text`, '') AS `time_text`
FROM (SELECT *,
    (size(`access_groups`) > 0) AS `access_is_matched`,
    (coalesce(try_element_at(`access_groups`, 9), '') != '') AS `access_has_headers`,
    coalesce(try_element_at(`access_groups`, 1), '') AS `access_vhost`,
    coalesce(try_element_at(`access_groups`, 5), '') AS `access_time_text`,
    pattern_time(coalesce(try_element_at(`access_groups`, 5), ''), 'dd/MMM/yyyy:HH:mm:ss Z') AS `access_time`,
    replace_text(replace_text(coalesce(try_element_at(`access_groups`, 6), ''), '\\"', '"'), '\\\\', '\\') AS `access_request`,
    coalesce(try_element_at(`access_groups`, 8), '') AS `access_size_text`,
    coalesce(try_element_at(`access_groups`, 3), '') AS `access_ident`,
    coalesce(try_element_at(`access_groups`, 12), '') AS `access_extra`
FROM (SELECT *,
    groups(
      CASE WHEN NOT true THEN '' WHEN startswith(`access_text`, '\uFEFF')
      OR endswith(`access_text`, '\r') THEN regexp_replace(`access_text`, '^\uFEFF|\r\\z', '') ELSE `access_text` END,
      '(?s)^(?:([^ :]+:[0-9]+|\\[[0-9A-Fa-f:.]+\\]:[0-9]+) )?([^ ]+) ([^ ]+) (""|(?:[^"]|\\\\")[^"]*?(?:\\\\"[^"]*?)*?) \\[([^\\]\\[]+)\\] "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" ([0-9]{3}|-) ([0-9]+|-)( "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)" "([^"\\\\]*(?:\\\\.[^"\\\\]*)*)")?(?: (.*))?\\z'
    ) AS `access_groups`
FROM (SELECT *,
    if(`is_usable`, `line`, '') AS `access_text`
FROM (SELECT *,
    (NOT (`is_too_long` OR (NOT `is_utf8`) OR `has_nul` OR `is_blank`)) AS `is_usable`
FROM (SELECT *,
    (octet_length(`line`) > 1048576) AS `is_too_long`,
    is_utf8(`line`) AS `is_utf8`,
    contains(`line`, '\u0000') AS `has_nul`,
    (`line` RLIKE '^﻿?[ \\t]*\\r?\\z') AS `is_blank`
FROM (SELECT * FROM raw_lines WHERE (NOT coalesce((startswith(trim(LEADING ' \u0009' FROM `line`), '{') OR (startswith(`line`, '﻿') AND (`line` RLIKE '^﻿[ \\t]*\\{'))), false))))))))))))
