    if(('json' = 'json'), `pii_message`, NULL) AS `message`,
    CASE WHEN (`pii_ip_address` IS NULL) THEN NULL WHEN (`pii_ip_address` = '') THEN ''
      WHEN (`pii_ip_address` RLIKE '^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\z') THEN concat(
        regexp_extract(`pii_ip_address`, '^([0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.)', 1), '0'
        `pii_ip_address` RLIKE '^(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:.]*::[0-9A-Fa-f:.]*)\\z'
      ) THEN concat(regexp_extract(`pii_ip_address`, '^([0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,2})(?::|\\z)', 1), '::')
      WHEN (`pii_ip_address` RLIKE '^[^@ \\t\\r\\n]+@[^@ \\t\\r\\n]+\\z') THEN concat(
        substring(`pii_ip_address`, 1, 1), '***', regexp_extract(`pii_ip_address`, '(@[^@ \\t\\r\\n]+)\\z', 1)
      ELSE concat(substring(`pii_ip_address`, 1, 1), '***') END AS `ip_address`,
    sha2(concat('${env:LOGEX_PII_SALT}', `pii_remote_user`), 256) AS `remote_user`,
    CAST(NULL AS STRING) AS `http_query`,
    transform_values(
      map_filter(`pii_attributes`, (`key`, `value`) -> (NOT (`key` IN ('extra', 'http_query')))),
      (`key`, `value`) -> CASE
      WHEN (`key` IN ('email', 'ident', 'remote_user')) THEN sha2(concat('${env:LOGEX_PII_SALT}', `value`), 256)
      WHEN (`key` IN ('client_ip', 'ip_address', 'remote_addr', 'remote_ip')) THEN CASE WHEN (`value` IS NULL) THEN NULL
      WHEN (`value` = '') THEN ''
      WHEN (`value` RLIKE '^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\z') THEN concat(
        regexp_extract(`value`, '^([0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.)', 1), '0'
        `value` RLIKE '^(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:.]*::[0-9A-Fa-f:.]*)\\z'
      ) THEN concat(regexp_extract(`value`, '^([0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,2})(?::|\\z)', 1), '::')
      WHEN (`value` RLIKE '^[^@ \\t\\r\\n]+@[^@ \\t\\r\\n]+\\z') THEN concat(
        substring(`value`, 1, 1), '***', regexp_extract(`value`, '(@[^@ \\t\\r\\n]+)\\z', 1)
      ELSE concat(substring(`value`, 1, 1), '***') END ELSE `value` END
      (`reason` = 'line-too-long'), CASE
      WHEN (`reason` IN ('invalid-timestamp', 'timestamp-out-of-range')) THEN substring(`time_text`, 1, 200)
      WHEN `is_too_long` THEN concat(CAST(octet_length(`line`) AS STRING), ' bytes') ELSE NULL END, NULL
    ) AS `detail`,
    if(`reason` = '', '', if((`reason` = '@unread'), `line`, '')) AS `raw_line`
    `json_time` AS `time`,
    `json_attributes` AS `pii_attributes`
    ) AS `json_attributes`,
    `json_message` AS `pii_message`,
    `json_ip_address` AS `pii_ip_address`,
    `json_remote_user` AS `pii_remote_user`
        if(
          (`access_vhost` = ''), if(`access_has_headers`, 'combined', 'common'),
          if(`access_has_headers`, 'vhost_combined', 'vhost_common')
        ) = 'json'
      `pii_message`, NULL
    ) AS `message`,
    CASE WHEN (`pii_ip_address` IS NULL) THEN NULL WHEN (`pii_ip_address` = '') THEN ''
      WHEN (`pii_ip_address` RLIKE '^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\z') THEN concat(
        regexp_extract(`pii_ip_address`, '^([0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.)', 1), '0'
        `pii_ip_address` RLIKE '^(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:.]*::[0-9A-Fa-f:.]*)\\z'
      ) THEN concat(regexp_extract(`pii_ip_address`, '^([0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,2})(?::|\\z)', 1), '::')
      WHEN (`pii_ip_address` RLIKE '^[^@ \\t\\r\\n]+@[^@ \\t\\r\\n]+\\z') THEN concat(
        substring(`pii_ip_address`, 1, 1), '***', regexp_extract(`pii_ip_address`, '(@[^@ \\t\\r\\n]+)\\z', 1)
      ELSE concat(substring(`pii_ip_address`, 1, 1), '***') END AS `ip_address`,
    sha2(concat('${env:LOGEX_PII_SALT}', `pii_remote_user`), 256) AS `remote_user`,
    CAST(NULL AS STRING) AS `http_query`,
    transform_values(
      map_filter(`pii_attributes`, (`key`, `value`) -> (NOT (`key` IN ('extra', 'http_query')))),
      (`key`, `value`) -> CASE
      WHEN (`key` IN ('email', 'ident', 'remote_user')) THEN sha2(concat('${env:LOGEX_PII_SALT}', `value`), 256)
      WHEN (`key` IN ('client_ip', 'ip_address', 'remote_addr', 'remote_ip')) THEN CASE WHEN (`value` IS NULL) THEN NULL
      WHEN (`value` = '') THEN ''
      WHEN (`value` RLIKE '^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\z') THEN concat(
        regexp_extract(`value`, '^([0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.)', 1), '0'
        `value` RLIKE '^(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:.]*::[0-9A-Fa-f:.]*)\\z'
      ) THEN concat(regexp_extract(`value`, '^([0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,2})(?::|\\z)', 1), '::')
      WHEN (`value` RLIKE '^[^@ \\t\\r\\n]+@[^@ \\t\\r\\n]+\\z') THEN concat(
        substring(`value`, 1, 1), '***', regexp_extract(`value`, '(@[^@ \\t\\r\\n]+)\\z', 1)
      ELSE concat(substring(`value`, 1, 1), '***') END ELSE `value` END
      (`reason` = 'line-too-long'), CASE
      WHEN (`reason` IN ('invalid-timestamp', 'timestamp-out-of-range')) THEN substring(`time_text`, 1, 200)
      WHEN `is_too_long` THEN concat(CAST(octet_length(`line`) AS STRING), ' bytes') ELSE NULL END, NULL
    ) AS `detail`,
    if(`reason` = '', '', if((`reason` = '@unread'), `line`, '')) AS `raw_line`
      ELSE '' END AS `reason`,
    if((`access_is_matched` AND (NOT `access_is_http`)), nullif(nullif(`access_request`, '-'), ''), NULL) AS `pii_message`,
    ) AS `pii_attributes`
    coalesce(`access_time_text`, '') AS `time_text`,
    if(`access_is_matched`, coalesce(try_element_at(`access_groups`, 2), ''), NULL) AS `pii_ip_address`,
    if(`access_is_matched`, nullif(coalesce(try_element_at(`access_groups`, 4), ''), '-'), NULL) AS `pii_remote_user`
