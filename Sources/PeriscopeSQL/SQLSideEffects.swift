/// What a SELECT may call that does more than read.
///
/// Of the three databases' own functions: those that write, lock, wait, count on, signal, reach files or other
/// servers, or run SQL that stands in a string. Names are lower-case and without schema.
enum SQLSideEffects {
    static func isRefused(function name: String) -> Bool {
        functions.contains(name) || beginnings.contains { name.hasPrefix($0) }
    }

    /// The pragma that a table such as `pragma_journal_mode` runs, unless it is known to change nothing.
    ///
    /// SQLite has such tables only for pragmas that it holds harmless (sqlite.org/pragma.html#pragfunc); here those
    /// are let through that describe the schema.
    static func writingPragma(_ name: String) -> String? {
        guard name.hasPrefix("pragma_") else { return nil }
        let pragma = String(name.dropFirst("pragma_".count))
        return readingPragmas.contains(pragma) ? nil : pragma
    }

    private static let readingPragmas: Set<String> = [
        "collation_list", "compile_options", "database_list", "foreign_key_list", "function_list", "index_info",
        "index_list", "index_xinfo", "module_list", "pragma_list", "table_info", "table_list", "table_xinfo",
    ]

    private static let functions: Set<String> = [
        // SQLite and its shell, and extensions that come with it.
        "load_extension", "writefile", "readfile", "edit", "fts3_tokenizer", "eval", "lsmode", "fsdir", "zipfile",
        "sqlite_log", "sqlite_dbpage", "exec", "system",
        // PostgreSQL.
        "nextval", "setval", "set_config", "txid_current", "pg_current_xact_id", "pg_notify", "pg_export_snapshot",
        "pg_promote", "pg_stat_file", "pg_logdir_ls", "pg_import_system_collations", "loread", "lowrite", "currtid",
        "brin_summarize_new_values", "gin_clean_pending_list", "txid_status",
        // MySQL and MariaDB.
        "sleep", "benchmark", "get_lock", "release_lock", "release_all_locks", "load_file", "last_insert_id",
        "master_pos_wait", "source_pos_wait", "master_gtid_wait", "wait_for_executed_gtid_set",
        "wait_until_sql_thread_after_gtids",
    ]

    private static let beginnings = [
        // Files, waits, locks, other processes, statistics, replication, backups.
        "pg_read_", "pg_ls_", "pg_file_", "pg_sleep", "pg_advisory_", "pg_try_advisory_", "pg_cancel_",
        "pg_terminate_", "pg_reload_", "pg_rotate_", "pg_switch_", "pg_create_", "pg_drop_", "pg_copy_", "pg_logical_",
        "pg_replication_", "pg_stat_reset", "pg_stat_clear", "pg_wal_replay_", "pg_backup_", "pg_start_backup",
        "pg_stop_backup", "pg_stat_statements_reset", "pg_restore_", "pg_clear_", "pg_sync_", "pg_log_",
        // Large objects and other servers.
        "lo_", "dblink", "postgres_fdw_",
        // SQL in a string.
        "query_to_", "table_to_", "schema_to_", "database_to_", "cursor_to_",
        // Programs that servers may have been given.
        "sys_", "xp_", "group_replication_", "asynchronous_connection_failover_",
    ]
}
