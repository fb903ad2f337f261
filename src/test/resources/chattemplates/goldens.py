# SPDX-License-Identifier: Apache-2.0
"""What transformers' apply_chat_template makes of the templates in this folder: see README.md."""
import json
from pathlib import Path

from jinja2.exceptions import TemplateError
from transformers import AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("../tokenizers/llmbench-small")
tokenizer.add_special_tokens({"bos_token": "<s>", "eos_token": "</s>"})
conversations = json.loads(Path("conversations.json").read_text(encoding="utf-8"))



def rendered(row, template, asked):
    """The row, with the text or why there is none."""
    try:
        row["text"] = tokenizer.apply_chat_template(
            asked["messages"],
            chat_template=template,
            add_generation_prompt=asked.get("add_generation_prompt", True),
            tokenize=False,
            **asked.get("kwargs", {}),
        )
    except (TemplateError, TypeError) as e:
        row["error"] = str(e)
    return json.dumps(row, ensure_ascii=False) + "\n"


with open("goldens.jsonl", "w", encoding="utf-8") as f:
    for template in sorted(Path(".").glob("*.jinja")):
        for name, asked in conversations.items():
            row = {"template": template.name, "conversation": name}
            f.write(rendered(row, template.read_text(encoding="utf-8"), asked))

with open("expressions.jsonl", "w", encoding="utf-8") as f:
    for line in Path("expressions.txt").read_text(encoding="utf-8").splitlines():
        expression = line.split("\t", 1)[1]
        f.write(rendered({"template": expression}, expression, conversations["system"]))
