"""Which tests stand for what must never go wrong; `python -m tests.support.reliability` writes the table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.support.places import ROOT

__all__ = ["LINES", "Line", "known_tests", "table"]

HERE = ROOT / "tests"
TABLE = HERE / "RELIABILITY.md"


@dataclass(frozen=True)
class Line:
    """One thing that must hold, and the tests of it, by name; those of `make torture` alone are marked slow."""

    number: int
    claim: str
    tests: tuple[str, ...]


def _line(number: int, claim: str, tests: str) -> Line:
    return Line(number, claim, tuple(f"test_{name}" for name in tests.split()))


LINES = (
    _line(
        1,
        "429: no request before Retry-After; odd values clamped, told if asked twice; else exponential waits",
        "too_many_requests_are_tried_again all_threads_wait_when_the_service_says_so "
        "nothing_starts_before_a_retry_after_is_over "
        "who_asks_twice_for_a_pause_beyond_all_waiting_is_told_and_ends_the_run one_odd_wish_for_a_pause_is_no_end",
    ),
    _line(
        2,
        "quota, 401, 403, 404: the run stops with one message, the key unprinted",
        "what_no_call_can_mend_stops_the_run_after_one_call a_wrong_key_or_model_gives_one_helpful_line "
        "what_would_stop_every_call_stops_the_run_and_keeps_what_is_done",
    ),
    _line(
        3,
        "5xx, resets, no connection: bounded retries, then failed; half a body is not kept",
        "faults_of_the_service_are_tried_again_and_nothing_of_them_is_kept no_server_gives_one_helpful_line",
    ),
    _line(4, "a silent service is given up", "a_silent_or_trickling_service_is_given_up"),
    _line(
        5,
        "context too long: windowed or failed; other 400s with the service's words",
        "a_full_context_makes_the_windows_smaller other_bad_requests_fail_with_the_service_s_words",
    ),
    _line(
        6,
        "HTML, empty, cut answers: never mended into acceptance; one longer try",
        "faults_of_the_service_are_tried_again_and_nothing_of_them_is_kept "
        "a_cut_answer_is_asked_once_more_with_a_higher_limit",
    ),
    _line(
        7,
        "JSON of the wrong shape, unknown ids, odd numbers: asked again, then left out with a warning or failed",
        "an_answer_that_breaks_the_contract_is_asked_again_with_the_reason an_answer_of_which_nothing_is_left_fails "
        "an_answer_without_shape_fails_after_the_re_asks what_stays_wrong_is_left_out_with_a_remark",
    ),
    _line(8, "refusal, content filter: failed at once, not kept", "a_refusal_fails_at_once_and_says_why"),
    _line(
        9,
        "swapped answers: each record is of its own reply; all tokens booked",
        "swapped_answers_never_mix_two_replies tokens_of_refused_and_cut_answers_are_booked",
    ),
    _line(
        10,
        "batch files: any order, missing, doubled, in the error file; twice changes nothing",
        "answers_in_any_order_become_records_in_order_and_a_run_pays_for_nothing collecting_twice_changes_nothing "
        "what_is_missing_failed_or_broken_goes_to_the_next_round",
    ),
    _line(
        11,
        "kill -9 at any instant and at each named point: 0 lost, 0 doubled, 0 corrupt",
        "a_run_killed_at_a_named_point_loses_and_doubles_nothing "
        "a_run_that_rewrites_after_a_change_survives_death_at_every_act "
        "a_dozen_runs_killed_at_random_lose_and_double_nothing "
        "three_hundred_runs_killed_at_random_lose_and_double_nothing "
        "one_history_with_everything_in_it_loses_and_doubles_nothing many_histories_lose_and_double_nothing",
    ),
    _line(
        12,
        "Ctrl-C once: resumable, 10 s at most; twice: at once",
        "what_is_in_flight_at_an_interruption_is_finished_and_nothing_is_lost_or_paid_twice "
        "reading_can_be_given_up_from_outside "
        "a_second_interruption_ends_at_once calls_that_do_not_end_are_dropped_after_ten_seconds",
    ),
    _line(
        13,
        "two runs on one output: the second is refused; a stale lock is taken over",
        "a_second_run_at_the_same_time_is_refused_and_told_by_whom a_lock_that_nobody_holds_is_taken_over",
    ),
    _line(
        14,
        "disk full, read-only folder: told with the path; earlier files intact",
        "a_disk_that_takes_no_more_ends_the_run_with_whole_lines_and_the_next_run_goes_on "
        "a_read_only_folder_is_named_before_anything_is_done a_full_disk_is_told_with_the_path_and_the_old_file_stays",
    ),
    _line(
        15,
        "a torn line, a flipped byte in output or cache: found, set aside, done again",
        "a_torn_last_line_is_cut_and_done_again damage_is_found_set_aside_and_done_again a_changed_row_is_noticed "
        "a_damaged_database_is_set_aside_and_done_again whatever_went_before_a_run_writes_what_a_first_run_would",
    ),
    _line(
        16,
        "input, prompt, schema or model changed: done again, never mixed",
        "an_input_that_changed_is_done_again_and_only_that "
        "other_settings_do_everything_again_and_keep_the_old_records_apart "
        "the_key_changes_with_what_determines_the_answer_and_with_nothing_else "
        "one_history_with_everything_in_it_loses_and_doubles_nothing many_histories_lose_and_double_nothing",
    ),
    _line(
        17,
        "a second run: 0 calls, the same bytes; any number of workers: the same bytes",
        "a_second_run_makes_no_call_and_changes_no_byte the_number_of_workers_changes_no_byte "
        "a_second_run_makes_no_call_and_the_same_bytes_with_another_key",
    ),
    _line(
        18,
        "what is no reply fails with the reason",
        "what_is_certainly_no_reply_is_refused a_scanned_page_is_named_as_one",
    ),
    _line(
        19,
        "every encoding is read right, or failed",
        "a_letter_is_read_in_every_encoding_whatever_is_declared a_file_of_two_encodings_is_read_right "
        "a_damaged_byte_in_the_letter_is_refused_and_never_guessed",
    ),
    _line(
        20,
        "hidden text stays out; orders in the text are data",
        "text_that_its_style_hides_stays_out text_that_no_reader_sees_stays_out what_is_not_printed_is_not_read "
        "orders_in_a_text_change_nothing_but_what_is_quoted_of_them every_mark_in_what_is_sent_is_ours",
    ),
    _line(
        21,
        "bombs, entities, nesting, links, paths: bounded, failed; nothing is fetched",
        "entities_and_document_types_are_refused a_package_that_unpacks_to_a_thousand_times_its_size_is_refused "
        "nesting_without_end_is_refused paths_that_lead_out_and_links_are_refused_one_by_one "
        "a_member_packed_too_tightly_fails_and_the_next_is_read "
        "a_reader_that_crashes_hangs_or_eats_memory_is_stopped a_reader_that_answers_without_end_is_stopped "
        "what_one_file_leaves_behind_in_its_reader_is_gone_with_the_next readers_end_with_the_program_however_it_ends",
    ),
    _line(
        22,
        "a model that alters digits, units, bodies, ids: no altered value in a record",
        "ten_thousand_lies_alter_nothing an_altered_number_unit_direction_denial_or_body_is_told "
        "an_office_a_denial_a_number_or_a_year_that_was_put_elsewhere_is_told",
    ),
    _line(
        23,
        "table cells that begin formulas are defused; numbers are numbers",
        "a_formula_is_defused no_cell_begins_a_formula no_cell_but_a_state_is_a_formula_or_begins_one "
        "dates_are_dates_and_numbers_are_numbers excel_is_told_the_encoding",
    ),
    _line(
        24,
        "pages escape everything and let nothing in",
        "nothing_in_a_reply_becomes_markup "
        "the_policy_names_the_style_and_the_script_by_their_hashes_and_nothing_outside "
        "markup_and_scripts_in_a_reply_are_shown_as_text_and_do_nothing",
    ),
    _line(
        25,
        "no control sequence reaches the terminal",
        "what_a_document_says_never_steers_the_terminal control_sequences_in_a_broken_line_do_not_reach_the_terminal",
    ),
    _line(
        26,
        "the key is in no file, log, cache, traceback or report",
        "the_key_is_in_nothing_that_any_command_leaves_or_says the_key_is_in_no_file_no_log_and_no_message "
        "a_reader_of_its_own_process_sees_no_key",
    ),
    _line(27, "a planted pickle is never loaded", "a_planted_pickle_is_never_loaded"),
    _line(
        28,
        "rate limits over 20,000 requests: none over, most of it used",
        "no_window_of_the_service_ever_sees_more_than_the_limit_and_most_of_it_is_used "
        "twenty_thousand_requests_over_http_never_pass_the_limit_and_use_most_of_it "
        "no_burst_is_more_than_two_seconds_worth tokens_a_minute_are_kept_where_estimates_are_cautious "
        "nothing_starts_before_a_retry_after_is_over",
    ),
    _line(
        29,
        "30 % mixed faults: every reply done as without, or failed",
        "with_mixed_faults_every_reply_ends_done_as_without_or_failed "
        "with_mixed_faults_each_of_a_thousand_replies_ends_done_as_without_or_failed "
        "with_three_faults_in_ten_every_reply_ends_done_or_failed_and_the_done_ones_are_as_without_faults",
    ),
    _line(
        30,
        "10,000 replies: 300 MB at most, time linear",
        "ten_thousand_replies_stay_under_300_megabytes ten_times_the_replies_take_ten_times_the_time",
    ),
    _line(
        31,
        "every file is parsed in a standing pool of readers, bounded in time, memory and output",
        "no_file_is_parsed_in_the_program_itself a_reader_that_crashes_hangs_or_eats_memory_is_stopped "
        "a_reader_that_answers_without_end_is_stopped a_reader_that_computes_for_ever_is_stopped_by_the_system "
        "one_reader_reads_file_after_file_and_is_followed_when_it_has_grown",
    ),
    _line(
        32,
        "the key is cleaned and checked once; every form of it is redacted at every door; nothing short is blotted out",
        "a_key_that_none_can_be_is_refused_with_what_to_do_and_not_repeated every_form_of_a_secret_is_redacted "
        "the_settings_neither_print_nor_pickle_nor_list_their_key an_echoed_key_goes_no_further "
        "what_libraries_log_is_redacted_where_somebody_listens what_is_too_short_for_a_secret_blots_nothing_out "
        "parts_of_a_short_key_are_redacted_where_letters_and_figures_mix",
    ),
    _line(
        33,
        "a service's answer: one deadline to the last byte, unpacked bytes bounded, no other origin",
        "one_deadline_holds_from_connecting_to_the_last_byte the_bound_on_an_answer_counts_unpacked_bytes "
        "an_answer_without_end_is_cut_off interim_responses_without_end_are_cut_off_by_their_number_of_bytes "
        "nothing_is_sent_to_another_origin_and_the_run_is_told "
        "who_answers_and_speaks_no_http_is_not_called_unreachable",
    ),
    _line(
        34,
        "a proxy, certificates or an address that cannot be used: one line, before anything is asked",
        "what_the_environment_names_wrongly_is_told_before_anything_is_asked a_base_url_that_is_none_is_refused "
        "a_proxy_that_is_not_there_stops_the_run_and_its_password_is_not_told",
    ),
    _line(
        35,
        "other people's files stay: companions, shared files, links, modes; an output that goes is noticed",
        "a_file_of_somebody_else_stays_and_the_run_is_refused a_file_of_somebody_else_stays_after_a_run_of_ours "
        "two_outputs_do_not_share_a_failures_file no_output_is_an_input_whatever_links_lead_there "
        "no_two_outputs_are_one_file texts_saved_within_the_inputs_are_not_read_again "
        "a_cache_folder_that_was_there_keeps_its_mode an_output_that_goes_away_during_a_run_is_noticed "
        "what_version_0_1_left_is_taken_over files_of_somebody_else_in_the_folder_stay "
        "an_export_takes_the_place_of_no_other_file_of_the_run "
        "calibrate_refuses_another_s_file_before_it_begins "
        "fetch_refuses_another_s_list_of_failures_before_anything_is_asked "
        "a_page_that_a_person_changed_or_put_there_is_kept_when_it_is_fetched_again "
        "labels_that_a_person_changed_are_kept_when_gold_is_exported_again "
        "a_saved_text_that_a_person_changed_is_kept what_stands_where_an_index_belongs_is_kept",
    ),
    _line(
        36,
        "any encoding of the output, closed and full streams, empty arguments: never an internal error, one line",
        "any_record_can_be_shown_on_any_terminal_and_files_stay_utf_8 an_error_can_be_told_on_any_terminal "
        "a_stream_that_cannot_be_used_is_told_in_one_line closed_streams_that_nobody_needs_do_no_harm "
        "a_folder_that_is_gone_under_the_program_is_told_for_what_it_is "
        "an_empty_argument_is_refused_before_anything_is_read_or_written "
        "what_surrounds_the_program_is_told_in_one_line_with_what_to_do a_fault_of_ours_says_where_to_report_it",
    ),
    _line(
        37,
        "what holds several replies is read as several; a row or line that cannot be trusted fails alone",
        "json_lines_are_several_under_any_name_and_in_any_encoding json_lines_in_an_archive_are_several "
        "a_stream_whose_first_line_is_broken_is_json_lines_all_the_same "
        "a_json_list_is_several_wherever_it_stands a_table_is_a_reply_a_row_named_by_its_row "
        "a_workbook_is_a_reply_a_row_sheet_by_sheet_below_a_title a_row_that_cannot_be_trusted_fails_alone "
        "what_is_attached_to_a_mail_is_read_and_its_covering_note_left_out_with_a_word letters_in_a_row_are_several "
        "hidden_rows_and_columns_of_a_workbook_are_left_out_and_told other_forms_of_workbooks_hide_as_well "
        "what_lies_in_a_folder_and_holds_a_letter_is_not_passed_over "
        "a_second_column_of_the_same_name_and_one_without_a_name_are_told",
    ),
    _line(
        38,
        "what lacks the signs of a letter is refused with the sign that is missing; every reply passes",
        "what_lacks_the_signs_of_a_letter_is_refused_with_the_sign_that_is_missing "
        "every_reply_of_the_gold_set_passes no_reply_of_the_gold_set_is_taken_for_several "
        "a_template_is_refused_by_what_is_left_open",
    ),
    _line(
        39,
        "time: twice a hostile text takes twice the time, for every family, up to the limit",
        "twice_the_text_takes_twice_the_time twice_the_text_takes_twice_the_time_up_to_the_limit "
        "a_letter_that_would_take_minutes_is_refused",
    ),
    _line(
        40,
        "fetch: no private address, not behind a redirect either; one deadline; bounds; robots.txt; nothing twice",
        "private_addresses_are_refused_before_anything_is_asked_and_on_every_redirect "
        "the_address_that_answers_is_judged_again one_deadline_holds_however_the_answer_drips "
        "a_packed_answer_is_unpacked_within_bounds what_a_site_asks_programs_to_leave_alone_is_left_alone "
        "what_was_saved_is_not_asked_for_again_and_what_failed_or_changed_is "
        "what_is_not_of_the_public_network_is_refused",
    ),
    _line(
        41,
        "an input that would stop a run is that input's failure; a standard input without end is refused early",
        "one_input_that_is_none_stops_no_other a_member_without_a_name_fails_and_the_others_are_read "
        "folders_nested_deeper_than_calls_are_walked whatever_stops_an_input_becomes_its_failure "
        "a_standard_input_without_end_is_refused_before_it_fills_the_memory "
        "a_zip_whose_directory_is_endless_is_refused_before_it_is_gone_through "
        "a_file_that_no_reader_expects_ends_in_words a_pipe_in_a_folder_of_labels_is_refused_and_not_waited_for",
    ),
    _line(
        42,
        "a scan is refused, or read on demand and marked; a number is verified by two readers or warned of",
        "a_scan_is_read_and_says_so a_number_that_no_second_reader_confirms_is_warned_of_with_its_place "
        "another_figure_or_sign_confirms_nothing a_run_recognises_scans_and_nothing_else "
        "the_layer_under_a_scan_is_read_on_demand_and_none_of_its_numbers_is_verified",
    ),
    _line(
        43,
        "an endpoint's form: found out once by its complaints, never by one letter, one answer or a filter's words",
        "the_form_that_a_service_takes_is_found_and_kept a_refused_content_changes_the_form_for_nobody "
        "one_request_may_step_down_alone a_generation_that_the_service_threw_away_is_no_matter_of_form "
        "every_wording_is_decided_by_its_own_row a_wording_is_understood a_body_ends_as_it_should",
    ),
    _line(
        44,
        "an answer is taken from where it stands; a draft inside thoughts never",
        "the_answer_is_taken_from_where_it_stands a_draft_inside_thoughts_is_never_taken "
        "a_stream_that_breaks_off_is_no_answer",
    ),
    _line(
        45,
        "limits that nobody stated: few calls refused, all done; a call that alone is refused holds up nobody",
        "a_limit_of_twenty_a_minute_is_met_with_few_refusals one_call_at_a_time_is_learnt_from_the_complaint "
        "pauses_grow_while_refusals_go_on_and_are_forgotten_after_an_answer",
    ),
    _line(
        46,
        "a dead address or a closed account: told after one reply, before the others are tried",
        "an_address_where_nobody_listens_stops_the_run what_concerns_the_account_stops_the_run_with_one_line "
        "a_service_that_only_fails_is_given_up_after_three_replies",
    ),
    _line(
        47,
        "names of persons and fields of the letter: hidden where wished, corrected only in the text's own words",
        "hidden_names_are_in_nothing_that_is_sent_and_nothing_moves what_the_text_does_not_bear_out_is_refused "
        "a_right_field_is_not_made_worse a_reply_of_which_a_part_was_dropped_fails_with_what_to_do",
    ),
    _line(
        48,
        "the workbench: an acknowledged act outlasts kill -9, once; a torn, changed or missing line is found",
        "no_acknowledged_act_is_lost_or_doubled_by_a_kill "
        "no_acknowledged_act_is_lost_or_doubled_by_three_hundred_kills "
        "a_torn_last_line_is_cut_and_the_next_event_follows_the_last_whole_one a_line_that_was_tampered_with_is_named "
        "a_repeated_act_is_answered_as_the_first_was_and_counts_once",
    ),
    _line(
        49,
        "whatever people do, no record says what its text does not bear out; nothing is overwritten unseen",
        "no_sequence_of_acts_makes_a_record_that_the_text_does_not_bear_out "
        "ten_thousand_random_acts_make_no_record_that_the_text_does_not_bear_out "
        "the_second_of_two_windows_gets_a_conflict_and_sees_what_is_there "
        "a_new_run_keeps_corrections_and_what_does_not_hold_any_more_is_shown_until_it_is_given_up",
    ),
    _line(
        50,
        "the workbench: foreign hosts, origins and forms refused, nobody let in unknown, blind is not sent",
        "a_foreign_name_that_was_pointed_at_this_machine_is_refused another_sites_post_is_refused "
        "a_forms_post_is_refused "
        "without_a_session_no_data_is_told_and_no_route_forgets_to_ask a_body_that_does_not_arrive_is_given_up "
        "nothing_of_an_engine_or_of_the_other_labeller_is_sent_in_a_blind_session "
        "markup_and_scripts_in_a_reply_or_a_remark_are_shown_as_text",
    ),
    _line(
        51,
        "any number of processes: the same bytes; a process that dies takes nothing with it, and none outlives its run",
        "the_number_of_processes_changes_no_byte a_reply_whose_process_dies_is_done_again_and_nothing_is_lost "
        "a_reply_that_ends_every_process_fails_alone processes_that_are_killed_under_a_run_change_no_byte "
        "a_run_that_is_ended_leaves_no_process_and_goes_on_to_the_same_bytes "
        "runs_in_processes_that_are_killed_at_random_lose_and_double_nothing "
        "sixty_runs_in_processes_that_are_killed_at_random_lose_and_double_nothing "
        "no_more_is_read_ahead_than_the_window_holds a_process_sees_nothing_of_the_environment",
    ),
    _line(
        52,
        "a finished record is found by text and code, checked against the text, and made again where it does not fit",
        "a_run_into_a_new_output_makes_no_record_again another_text_caveat_or_engine_makes_it_again "
        "a_stored_record_that_does_not_fit_the_text_is_made_again what_another_engine_stood_in_for_is_not_kept "
        "the_digest_covers_everything_that_what_it_covers_imports",
    ),
    _line(
        53,
        "all shards together are what one run writes, at the limit that they share; a part that is missing is told",
        "all_parts_together_are_what_one_run_writes_and_a_run_goes_on_from_it "
        "a_part_that_is_missing_doubled_unfinished_strange_or_damaged_is_told "
        "two_shards_with_half_of_the_limit_each_never_exceed_it",
    ),
    _line(
        54,
        "errors and values survive pickling, no key travels with them",
        "every_error_survives_pickling every_public_value_survives_pickling no_key_travels_with_anything "
        "an_error_of_a_process_that_knows_a_key_does_not_carry_it_to_one_that_does_not",
    ),
    _line(
        55,
        "a number or a date in any of its forms is right, or unread and told; never a part of itself",
        "two_thousand_numbers_in_every_form_are_right_or_unread "
        "a_hundred_thousand_numbers_in_every_form_are_right_or_unread a_reader_of_part_of_a_number_is_found_out",
    ),
    _line(
        56,
        "a shared store: one payment a request, also over a restart of the database; fails closed; shows no password",
        "two_machines_pay_once_for_one_request a_turn_is_for_one_machine_at_a_time "
        "a_machine_that_dies_gives_its_turn_back a_database_that_stops_and_starts_is_waited_for "
        "an_answer_that_is_paid_for_while_the_database_restarts_is_stored "
        "a_database_that_stays_away_stops_the_run_before_a_call no_database_gives_one_helpful_line "
        "a_run_s_output_shows_no_password an_address_is_shown_and_pickled_without_its_password",
    ),
    _line(
        57,
        "a cluster: nodes, workers and the driver killed at any time, nothing lost, doubled or paid twice; one pace",
        "whoever_is_lost_and_whenever_each_unit_is_reported_once no_thread_talks_to_ray_when_the_connection_ends "
        "whatever_is_killed_nothing_is_lost_or_doubled nothing_is_lost_or_doubled_in_sixty_rounds_of_kills "
        "ctrl_c_ends_a_run_that_goes_on_later "
        "one_store_one_payment_while_the_database_and_a_worker_are_lost "
        "two_workers_together_never_pass_the_pace two_workers_together_never_pass_the_budget "
        "without_an_answer_no_call_goes_out_and_nothing_is_spent all_workers_together_keep_to_the_budget "
        "lines_become_what_one_machine_makes_of_them another_block_goes_on_where_the_first_ended "
        "what_is_left_and_what_is_done_cover_a_file_once two_parts_over_one_another_are_taken_once",
    ),
)


def known_tests() -> dict[str, tuple[str, bool]]:
    """Every test of this folder: its file, and whether it is left to `make torture`, a browser or a cluster."""
    found = {}
    for path in sorted(HERE.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        whole = re.search(r"^pytestmark = .*(slow|browser|cluster)", text, re.MULTILINE) is not None
        for match in re.finditer(r"^((?:@.*\n|    .*\n|\)\n)*)def (test_\w+)", text, re.MULTILINE):
            found[match[2]] = (path.name, whole or "mark.slow" in match[1] or "mark.browser" in match[1])
    return found


def table() -> str:
    """The committed table."""
    tests = known_tests()
    lines = ["# What must never go wrong, and where it is tested", ""]
    lines += [
        "Written by `python -m tests.support.reliability` and held against the tests by `test_reliability.py`.",
        "",
    ]
    lines += [
        "| | what | tests (marked *: only in `make torture`, `make browser` or `make cluster`) |",
        "|---:|---|---|",
    ]
    for line in LINES:
        names = [f"{tests[n][0]}: {n.removeprefix('test_')}{' *' if tests[n][1] else ''}" for n in line.tests]
        lines.append(f"| {line.number} | {line.claim} | {'<br>'.join(names)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
