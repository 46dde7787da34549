"""Reads Iceberg tables with pyiceberg, and prints what it sees as JSON: a check by a reader that shares no code with LogEx.

Arguments: the metadata files of the tables. Each becomes an object with its name, row count, fields, distinct days and the
number of data files that a filter on the first day leaves.
"""

import json
import sys

from pyiceberg.expressions import EqualTo
from pyiceberg.table import StaticTable


def describe(metadata_file):
    table = StaticTable.from_metadata(metadata_file)
    rows = table.scan().to_arrow()
    found = {
        "location": table.location(),
        "rows": rows.num_rows,
        "schema": json.loads(table.schema().model_dump_json(by_alias=True)),
        "files": len(list(table.scan().plan_files())),
    }
    if "partition_date" in rows.column_names and rows.num_rows:
        days = sorted(set(rows.column("partition_date").to_pylist()))
        scan = table.scan(row_filter=EqualTo("partition_date", days[0].isoformat()))
        found["days"] = [day.isoformat() for day in days]
        found["first_day_files"] = len(list(scan.plan_files()))
        found["first_day_rows"] = scan.to_arrow().num_rows
    return found


print(json.dumps([describe(path) for path in sys.argv[1:]]))
