      (
        if(
          is_json, 'json',
            (access_vhost = ''), if(access_has_headers, 'combined', 'common'),
            if(access_has_headers, 'vhost_combined', 'vhost_common')
        ) = 'json'
      pii_message, NULL
      (pii_ip_address IS NULL), NULL, (pii_ip_address = ''), '',
      match(pii_ip_address, '^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\z'),
      concat(extract(pii_ip_address, '^([0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.)'), '0'),
      match(pii_ip_address, '^(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:.]*::[0-9A-Fa-f:.]*)\\z'),
      concat(extract(pii_ip_address, '^([0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,2})(?::|\\z)'), '::'),
      match(pii_ip_address, '^[^@ \\t\\r\\n]+@[^@ \\t\\r\\n]+\\z'),
      concat(substringUTF8(pii_ip_address, 1, 1), '***', extract(pii_ip_address, '(@[^@ \\t\\r\\n]+)\\z')),
      concat(substringUTF8(pii_ip_address, 1, 1), '***')
    lower(hex(SHA256(concat({pii_salt:String}, pii_remote_user)))) AS remote_user,
    CAST(NULL, 'Nullable(String)') AS http_query,
    CAST(
      mapApply(
        (key, value) -> (
          key,
          multiIf(
            (key IN ('email', 'ident', 'remote_user')), lower(hex(SHA256(concat({pii_salt:String}, value)))),
            (key IN ('client_ip', 'ip_address', 'remote_addr', 'remote_ip')),
            multiIf(
              (value IS NULL), NULL, (value = ''), '',
              match(value, '^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\z'),
              concat(extract(value, '^([0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.)'), '0'),
              match(value, '^(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:.]*::[0-9A-Fa-f:.]*)\\z'),
              concat(extract(value, '^([0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,2})(?::|\\z)'), '::'),
              match(value, '^[^@ \\t\\r\\n]+@[^@ \\t\\r\\n]+\\z'),
              concat(substringUTF8(value, 1, 1), '***', extract(value, '(@[^@ \\t\\r\\n]+)\\z')),
              concat(substringUTF8(value, 1, 1), '***')
            value
        mapFilter((key, value) -> (NOT (key IN ('extra', 'http_query'))), pii_attributes)
      'Map(String, Nullable(String))'
      (reason = 'line-too-long'),
      multiIf(
        (reason IN ('invalid-timestamp', 'timestamp-out-of-range')), substring(time_text, 1, 200), is_too_long,
        concat(toString(length(line)), ' bytes'), NULL
      NULL
    if(reason = '', '', if((reason = '@unread'), line, '')) AS raw_line
    ) AS reason,
    ) AS pii_message,
    ) AS pii_attributes
    coalesce(if(is_json, json_timestamp_text, access_time_text), '') AS time_text,
    ) AS pii_ip_address,
    ) AS pii_remote_user
