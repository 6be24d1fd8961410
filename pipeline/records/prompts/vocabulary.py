"""The words of the protocols: what their published types name one by one, and what nobody is called by.

A test holds them against the official clients' packages, so that words of a new release are seen there.
"""

# Values: of "type", "role", "effort" and the like.
WORDS = frozenset(
    """
    1024x1024 1024x1536 12h 1536x1024 16g 1g 1h 24h 2h 30m 4g 5m 64g 8h aac adaptive additional_tools advisor
    advisor_20260301 advisor_redacted_result advisor_result advisor_tool_result advisor_tool_result_error all
    all_turns allowed_tools allowlist alloy always and anthropic any application/pdf application/zip apply_patch
    apply_patch_call apply_patch_call_output approximate array ash assistant audio auto back ballad base64 bash
    bash_20241022 bash_20250124 bash_code_execution bash_code_execution_output bash_code_execution_result
    bash_code_execution_tool_result bash_code_execution_tool_result_error best_effort between_tools billing_policy
    binary block boolean browser browser_state browser_toolset_20260801 byte calling cedar char_location
    chat.completion chat.completion.chunk clear_thinking_20251015 clear_tool_uses_20250919 click client
    code_execution code_execution_20250522 code_execution_20250825 code_execution_20260120 code_execution_20260521
    code_execution_output code_execution_result code_execution_tool_result code_execution_tool_result_error
    code_interpreter code_interpreter_call code_interpreter_call.outputs commentary compact_20260112 compaction
    compaction_trigger completed computer computer_20241022 computer_20250124 computer_20251124 computer_call
    computer_call_output computer_call_output.output.image_url computer_screenshot computer_toolset_20260801
    computer_use computer_use_preview concise configuration_update connector_dropbox connector_gmail
    connector_googlecalendar connector_googledrive connector_microsoftteams connector_outlookcalendar
    connector_outlookemail connector_sharepoint container_auto container_file_citation container_reference
    container_upload content content_block_location content_filter content_too_large continue coral create
    create_file current_turn custom custom_tool_call custom_tool_call_output date date-time daybreak_blue
    daybreak_red default default-2024-11-15 delete_file detailed developer direct disabled document double
    double_click download_completed download_failed download_started downsize drag drop_block duration echo edit
    email embedding enabled encrypted_code_execution_result end_turn ephemeral eq error except excluded exec
    execution_time_exceeded exit explicit failed fallback false fast file file_citation file_not_found file_path
    file_search file_search_call file_search_call.results final_answer find_in_page flac flex float forward full
    function function_call function_call_output generate generating gif grammar gt gte high hostname http_error
    image image/gif image/jpeg image/png image/webp image_generation image_generation_call image_url implicit in
    in_memory in_progress incomplete inline input input_audio input_file input_image input_text input_tokens int32
    int64 integer interpreting invalid_tool_input ipv4 ipv6 item_reference jpeg json_object json_schema keypress
    lark left length linux list local local_shell local_shell_call local_shell_call_output logs low lt lte mac marin
    max max_tokens max_uses_exceeded mcp mcp_approval_request mcp_approval_response mcp_call mcp_list_tools
    mcp_protocol_error mcp_tool_execution_error mcp_tool_listing mcp_tool_reference mcp_tool_result mcp_tool_use
    mcp_toolset mcp_toolset_reference medium memory memory_20250818 message message.input_image.image_url
    message.output_text.logprobs minimal model_context_window_exceeded model_not_found move mp3 namespace ne never
    next_user_message nin none null number object omitted only opaque open_page opus or original output
    output_file_too_large output_text overloaded page_location pause_turn pcm16 pdf png priority pro program
    program_output programmatic programmatic_tool_calling prompt_too_long query_too_long reasoning
    reasoning.encrypted_content reasoning_text redacted_thinking refusal regex request_too_large required response
    right sage scale score screenshot scroll search search_result search_result_location searching self server
    server_tool_use shell shell_call shell_call_output shimmer skill_reference soonest standard standard_only stop
    stop_sequence str_replace_based_edit_tool str_replace_editor strict string summarize summarized summary_text svg
    system tab_opened text text/plain text_completion text_editor_20241022 text_editor_20250124 text_editor_20250429
    text_editor_20250728 text_editor_code_execution text_editor_code_execution_create_result
    text_editor_code_execution_str_replace_result text_editor_code_execution_tool_result
    text_editor_code_execution_tool_result_error text_editor_code_execution_view_result thinking thinking_turns time
    timeout tokens too_many_requests tool tool_addition tool_calls tool_definition tool_reference tool_removal
    tool_result tool_search tool_search_call tool_search_output tool_search_tool_bm25 tool_search_tool_bm25_20251119
    tool_search_tool_regex tool_search_tool_regex_20251119 tool_search_tool_result tool_search_tool_result_error
    tool_search_tool_search_result tool_use tool_uses transparent true type ubuntu ultrafast unavailable unknown
    unsupported_content_type update_file updates uri url url_citation url_not_accessible url_not_allowed
    url_not_in_prior_context url_too_long user user_profile uuid verse wait wav web_fetch web_fetch_20250910
    web_fetch_20260209 web_fetch_20260309 web_fetch_20260318 web_fetch_result web_fetch_tool_result
    web_fetch_tool_result_error web_search web_search_20250305 web_search_2025_08_26 web_search_20260209
    web_search_20260318 web_search_call web_search_call.action.sources web_search_call.results web_search_preview
    web_search_preview_2025_03_11 web_search_result web_search_result_location web_search_tool_result
    web_search_tool_result_error webp wheel windows xhigh
    """.split()
)
# Names of fields.
FIELDS = frozenset(
    """
    $defs $ref $schema access_programs acknowledged_safety_checks action actions active additionalProperties allOf
    allowed_callers allowed_domains allowed_tools always annotations anyOf approval_request_id approve approximate
    arguments async attributes audio authorization authorization_token background background_options best_of betas
    bill_to billing_policy block_binding blocked_domains budget_tokens button bytes cache_control caching call_id
    caller caller_id categories citations cited_text city clear_at clear_at_least clear_tool_inputs
    client_tool_results close_tab code command commands compact_threshold compaction comparison_response_id
    completion_window complexity configs connector_id const container container_id content context
    context_compression context_management continuation_id conversation country cursor_position custom cyber data
    default default_config defer_loading definition definitions description detail diagnostics diff dimensions
    disable_parallel_tool_use display display_height display_height_px display_number display_width display_width_px
    document_index document_title domain domain_secrets double_click download_id eager_input_streaming echo edits
    effort embedding_weight enable_zoom enabled encoding_format encrypted_content encrypted_index encrypted_stdout
    end_block_index end_char_index end_index end_page_number enum env environment error error_code error_message
    examples exclude_tools execution exit_code external_web_access fallback_credit_token fallbacks file file_data
    file_id file_ids file_type file_upload file_url filename filters find fingerprint form_input format frame_count
    frame_duration_ms frequency_penalty from function function_call functions generate_summary get_page_text grammar
    headers hold_key hover hybrid_search id image image_url include include_obfuscation include_usage index
    inference_geo input input_audio input_examples input_fidelity input_image_mask input_schema input_tokens
    instructions is_error is_file_update items javascript_exec json_schema keep key keys left_click left_click_drag
    left_mouse_down left_mouse_up lines list_tabs logit_bias logprob logprobs logs maxItems maxLength max_characters
    max_completion_tokens max_content_tokens max_num_results max_output_length max_output_tokens max_tokens
    max_tool_calls max_uses maximum mcp_server_name mcp_servers media_type memory_limit message messages metadata
    middle_click minItems minLength minimum modalities mode model moderation moderation_details moderation_stage
    mouse_move n name namespace navigate network_policy never new_lines new_start new_tab not num_lines old_lines
    old_start oneOf operation outcome output output_compression output_config output_format output_schema
    output_tokens outputs oversized_image page_age parallel_tool_calls param parameters partial_images path pattern
    pause_after_compaction pending_safety_checks phase policy prediction prefix_mismatch_behavior presence_penalty
    previous_message_id previous_response_id prewarm prompt prompt_cache_breakpoint prompt_cache_key
    prompt_cache_options prompt_cache_retention properties quality queries query ranker ranking_options read_console
    read_network read_only read_page reason reasoning reasoning_effort reasoning_tokens refusal region remaining
    require_approval required response_format response_inclusion result results retrieved_at return_code
    revised_prompt right_click role safety_identifier schema score score_threshold screenshot scroll scroll_to
    scroll_x scroll_y search_content_types search_context_size search_result_index seed server_description
    server_label server_name server_tool_results server_url service_tier signature size size_bytes skill_id skills
    source sources speed start_block_index start_char_index start_index start_line start_page_number state_changes
    status stderr stdout stop stop_reason stop_sequences store stream stream_options strict suffix summary svg
    svg_usage switch_tab syntax system tab_id tabs task_budget temperature text text_weight thinking thread
    timeout_ms timezone title to token tool tool_call_id tool_calls tool_changes tool_choice tool_configuration
    tool_id tool_name tool_names tool_references tool_use_id tools toolset_name top_logprobs top_p total total_lines
    total_tokens transformations trigger triple_click truncation ttl tunnel_id type uniqueItems url url_sources
    use_cache user user_id user_input user_location user_profile_id value variables vector_store_ids verbosity
    version voice wait web_search_options working_directory workspace_id x y zoom
    """.split()
)
