/** The preparation of corpora as a job of Apache Spark. */
package io.nocturne.cli.spark;
