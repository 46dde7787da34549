// Package definitions names the types that definitions of the Spark Operator are generated from.
package definitions

import _ "github.com/kubeflow/spark-operator/v2/api/v1beta2"
