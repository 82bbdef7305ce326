namespace ActorBackfill.Host.Completing;

/// <summary>
/// The scripts that shells run. Each asks the program itself, <c>backfill "[suggest:POSITION]" "the line without the program's name"</c>, so that
/// they need no change when a verb or flag is added. Flags are offered once a dash is typed; where nothing fits, the shell offers files.
/// </summary>
internal static class CompletionScripts
{
    /// <summary>For bash 4 and later.</summary>
    public const string Bash = """
        # Completion of backfill for bash. For this shell:  source <(backfill completion bash)
        # For every one:  backfill completion bash > ~/.local/share/bash-completion/completions/backfill
        _backfill() {
          local program=${1/#\~/$HOME} current=${COMP_WORDS[COMP_CWORD]} line found
          line=${COMP_LINE:0:COMP_POINT}
          line=${line#"${COMP_WORDS[0]}"}
          line=${line# }
          COMPREPLY=()
          while IFS= read -r found; do
            case $found in
              /* | -\? | -h) ;;
              -*) [[ $current == -* && $found == "$current"* ]] && COMPREPLY+=("$found") ;;
              ?*) [[ $found == "$current"* ]] && COMPREPLY+=("$found") ;;
            esac
          done < <("$program" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o default -F _backfill backfill

        """;

    /// <summary>For zsh.</summary>
    public const string Zsh = """
        #compdef backfill
        # Completion of backfill for zsh. For this shell:  source <(backfill completion zsh)
        # For every one:  backfill completion zsh > a file _backfill in a folder of $fpath
        _backfill() {
          local line found
          local -a names
          line=${(j: :)words[2,CURRENT-1]}
          line=${line:+$line }$PREFIX
          for found in ${(f)"$($words[1] "[suggest:${#line}]" "$line" 2>/dev/null)"}; do
            case $found in
              /* | '-?' | -h) ;;
              -*) [[ $PREFIX == -* ]] && names+=("$found") ;;
              *) names+=("$found") ;;
            esac
          done
          compadd -a names || _files
        }
        if [[ $funcstack[1] == _backfill ]]; then
          _backfill "$@"
        else
          compdef _backfill backfill
        fi

        """;

    /// <summary>For fish.</summary>
    public const string Fish = """
        # Completion of backfill for fish. For this shell:  backfill completion fish | source
        # For every one:  backfill completion fish > ~/.config/fish/completions/backfill.fish
        function __backfill_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            set -l line (string join ' ' -- $words[2..-1] "$current")
            set -l found ($words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match -rv '^(/.*|-\?|-h|)$')
            string match -q -- '-*' "$current"; or set found (string match -v -- '-*' $found)
            set -q found[1]; and printf '%s\n' $found; or __fish_complete_path "$current"
        end
        complete -c backfill -f -a '(__backfill_complete)'

        """;
}
