SELECT
    ifNull(time, toDateTime64(0, 6, 'UTC')) AS timestamp,
    CAST(NULL, 'Nullable(String)') AS level,
    if((access_is_matched AND (NOT access_is_http)), nullif(nullif(access_request, '-'), ''), NULL) AS message,
    CAST(NULL, 'Nullable(String)') AS logger,
    CAST(NULL, 'Nullable(String)') AS thread,
    CAST(NULL, 'Nullable(String)') AS source_file,
    CAST(NULL, 'Nullable(Int32)') AS line_number,
    CAST(NULL, 'Nullable(String)') AS exception_class,
    CAST(NULL, 'Nullable(String)') AS exception_message,
    if(access_is_matched, access_head[(1 + access_shift)], NULL) AS ip_address,
    if(access_is_matched, nullif(access_head[(3 + access_shift)], '-'), NULL) AS remote_user,
    if(access_is_http, access_request_parts[1], NULL) AS http_method,
    if(access_is_http, access_path, NULL) AS http_path,
    if((access_is_http AND (access_query_at > 0)), substring(access_target, (access_query_at + 1)), NULL) AS http_query,
    if((access_is_http AND (length(access_request_parts) >= 3)), substring(access_request_parts[-1], 6), NULL) AS http_version,
    toInt32OrNull(splitByChar(' ', access_quotes[3])[2]) AS http_status,
    access_size AS response_size,
    if(access_has_headers, nullif(access_quotes[4], '-'), NULL) AS referer,
    if(access_has_headers, nullif(access_quotes[6], '-'), NULL) AS user_agent,
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
    ) AS attributes,
    if(
      (access_vhost = ''), if(access_has_headers, 'combined', 'common'),
      if(access_has_headers, 'vhost_combined', 'vhost_common')
    ) AS format,
    reason AS reason,
    NULL AS detail,
    'access' AS format_tried,
    if(reason = '', '', line) AS raw_line,
    _path AS ingest_file
FROM (SELECT *,
    if(
      (
        (length(line) <= 1048576) AND (time IS NOT NULL)
        AND (time >= toDateTime64('1970-01-01', 6, 'UTC') AND time < toDateTime64('2106-01-01', 6, 'UTC'))
        AND (access_is_split AND isValidUTF8(line) AND (NOT (position(line, '\x00') > 0)))
      ),
      '', '@unread'
    ) AS reason
FROM (SELECT *,
    access_time AS time
FROM (SELECT *,
    (
      (access_split_time IS NOT NULL)
      AND (
        ((length(access_quotes) = 3) AND (NOT endsWith(access_quotes[3], ' ')))
        OR (
          access_split_has_headers AND endsWith(access_quotes[3], ' ') AND (access_quotes[5] = ' ')
          AND (access_quotes[7] IN ('', '\x0d'))
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
      AND match(access_quotes[3], '^ (?:([0-9]{3}|-)) (?:([0-9]+|-)) ?\\z') AND (NOT startsWith(access_text, '{'))
      AND (NOT startsWith(access_text, '﻿')) AND (NOT (position(access_text, '\\') > 0))
    ) AS access_is_split,
    access_split_time AS access_time,
    if((access_query_at > 0), substring(access_target, 1, (access_query_at - 1)), access_target) AS access_path
FROM (SELECT *,
    if(
      substring(access_split_time_text, 23, 2) <= '14' AND substring(access_split_time_text, 25, 1) <= '5',
      parseDateTime64OrNull(access_split_time_text, '%d/%b/%Y:%H:%i:%s %z', 'UTC'), NULL
    ) AS access_split_time,
    access_split_time_text AS access_time_text,
    position(access_target, '?') AS access_query_at,
    (
      access_is_matched
      AND (
        (access_vhost != '') OR (access_ident != '-') OR (access_extra != '')
        OR ((access_size IS NULL) AND (access_size_text != '-'))
      )
    ) AS access_has_attributes
FROM (SELECT *,
    concat(substring(access_head[(4 + access_shift)], 2), ' ', substring(access_head[(5 + access_shift)], 1, 5)) AS access_split_time_text,
    if((access_shift = 1), access_head[1], '') AS access_vhost,
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
    access_head[(2 + access_shift)] AS access_ident
FROM (SELECT *,
    toUInt8((length(access_head) = 7)) AS access_shift,
    access_split_has_headers AS access_has_headers,
    splitByChar(' ', access_request) AS access_request_parts,
    toInt64OrNull(access_size_text) AS access_size
FROM (SELECT *,
    splitByChar(' ', access_quotes[1]) AS access_head,
    (length(access_quotes) = 7) AS access_split_has_headers,
    access_quotes[2] AS access_request,
    splitByChar(' ', access_quotes[3])[3] AS access_size_text
FROM (SELECT *,
    splitByChar('"', access_text) AS access_quotes
FROM (SELECT *,
    line AS access_text,
    true AS access_is_matched,
    '' AS access_extra
FROM raw_lines)))))))))
