"""The joining floor: the rooms put together; nothing else knows them all.

Importing it loads nothing heavy: model, store and page reader load when a function first needs them.
"""

from detente.pipeline.about import citation, versions
from detente.pipeline.adding import Added, add_paths
from detente.pipeline.coding import code_lines, event_lines, read
from detente.pipeline.explaining import Steps, explain_text
from detente.pipeline.explaining_records import RecordSteps, explain_record
from detente.pipeline.exporting import WHATS, Exported, export_events, export_store
from detente.pipeline.facts import gather_facts
from detente.pipeline.listing import Row, list_records, list_ties
from detente.pipeline.making import FORMS, Made, make_dossier, note_dossier
from detente.pipeline.notebook import Coded, Coder, Shown, show
from detente.pipeline.outside import compare_pair, import_files
from detente.pipeline.pairs import find_pair
from detente.pipeline.reviewing import (
    Item,
    decide,
    decision_log,
    disputes,
    import_decisions,
    link_person,
    near_items,
    review_items,
    training_lines,
    undo,
)
from detente.reading import Trouble

__all__ = [
    "FORMS",
    "WHATS",
    "Added",
    "Coded",
    "Coder",
    "Exported",
    "Item",
    "Made",
    "RecordSteps",
    "Row",
    "Shown",
    "Steps",
    "Trouble",
    "add_paths",
    "citation",
    "code_lines",
    "compare_pair",
    "decide",
    "decision_log",
    "disputes",
    "event_lines",
    "explain_record",
    "explain_text",
    "export_events",
    "export_store",
    "find_pair",
    "gather_facts",
    "import_decisions",
    "import_files",
    "link_person",
    "list_records",
    "list_ties",
    "make_dossier",
    "near_items",
    "note_dossier",
    "read",
    "review_items",
    "show",
    "training_lines",
    "undo",
    "versions",
]
