# SPDX-License-Identifier: Apache-2.0
"""Requests made by vLLM's own classes of the Hub's sets from the samples in `hub`: see README.md."""
import hashlib
import json
import os

from transformers import AutoTokenizer
from vllm.benchmarks.datasets import datasets as d

os.chdir("hub")
pictures = []


class Local:
    """In place of the Hub: the samples."""

    def snapshot_download(self, name, repo_type):
        return "/HUB/" + name

    def hf_hub_download(self, name, filename, repo_type):
        return f"{name}/{filename}"


to_rgb = d.convert_image_mode


def noted(image, mode):
    pictures.append(to_rgb(image, mode))
    return pictures[-1]


d.hf_api = Local
d.convert_image_mode = noted


def sets():
    """Name, class, path, subset, split, further wishes of the class and of sample()."""
    s = dict(skip_chat_template=True)
    yield "mt-bench-s0", d.MTBenchDataset, "philschmid/mt-bench", None, "train", {}, dict(num_requests=12, **s)
    yield "mt-bench-over-s9", d.MTBenchDataset, "philschmid/mt-bench", None, "train", dict(random_seed=9), dict(num_requests=55, output_len=7, **s)
    yield "mt-bench-few-s9", d.MTBenchDataset, "philschmid/mt-bench", None, "train", dict(random_seed=9), dict(num_requests=55, no_oversample=True, **s)
    yield "mt-bench-chat-s1", d.MTBenchDataset, "philschmid/mt-bench", None, "train", dict(random_seed=1), dict(num_requests=9)
    yield "gsm8k-chat-s1", d.GSM8KDataset, "openai/gsm8k", "main", "test", dict(random_seed=1), dict(num_requests=9)
    yield "instructcoder-chat-s1", d.InstructCoderDataset, "likaixin/InstructCoder", None, "train", dict(random_seed=1), dict(num_requests=9)
    yield "blazedit-chat-s1", d.BlazeditDataset, "vdaita/edit_5k_char", None, "train", dict(random_seed=1), dict(num_requests=9)
    yield "humaneval-s0", d.HumanEvalDataset, "openai/openai_humaneval", None, "test", {}, dict(num_requests=2400, **s)
    yield "humaneval-s77", d.HumanEvalDataset, "openai/openai_humaneval", None, "test", dict(random_seed=77), dict(num_requests=900, **s)
    yield "humaneval-kept", d.HumanEvalDataset, "openai/openai_humaneval", None, "test", dict(disable_shuffle=True), dict(num_requests=800, **s)
    yield "humaneval-whole-s5", d.HumanEvalDataset, "openai/openai_humaneval", None, "test", dict(random_seed=5, no_stream=True), dict(num_requests=300, **s)
    yield "gsm8k-s0", d.GSM8KDataset, "openai/gsm8k", "main", "test", {}, dict(num_requests=20, **s)
    yield "gsm8k-socratic-s1", d.GSM8KDataset, "openai/gsm8k", "socratic", "train", dict(random_seed=1), dict(num_requests=9, **s)
    yield "instructcoder-s0", d.InstructCoderDataset, "likaixin/InstructCoder", None, "train", {}, dict(num_requests=33, **s)
    yield "blazedit-s2", d.BlazeditDataset, "vdaita/edit_5k_char", None, "train", dict(random_seed=2), dict(num_requests=9, **s)
    yield "blazedit-range-s2", d.BlazeditDataset, "vdaita/edit_10k_char", None, "train", dict(random_seed=2), dict(
        num_requests=9, min_distance=0.25, max_distance=0.5, no_oversample=True, **s)
    for name in "aimo-validation-aime", "NuminaMath-1.5", "NuminaMath-CoT":
        yield name.lower() + "-s3", d.AIMODataset, "AI-MO/" + name, None, "train", dict(random_seed=3), dict(num_requests=25)
    yield "aimo-out-s3", d.AIMODataset, "AI-MO/aimo-validation-aime", None, "train", dict(random_seed=3), dict(num_requests=25, output_len=3)
    yield "zeta-s4", d.NextEditPredictionDataset, "zed-industries/zeta", None, "train", dict(random_seed=4), dict(num_requests=18, output_len=5)
    yield "mlperf-llama2-s0", d.MLPerfDataset, "mgoin/mlperf-inference-llama2-data", None, "train", {}, dict(num_requests=19)
    yield "mlperf-llama3.1-s8", d.MLPerfDataset, "mgoin/mlperf-inference-llama3.1-data", None, "train", dict(random_seed=8), dict(
        num_requests=30, output_len=11)
    yield "sharegpt-vicuna-s0", d.ConversationDataset, "Aeala/ShareGPT_Vicuna_unfiltered", None, "train", {}, dict(num_requests=35)
    yield "sharegpt-vicuna-chat-s6", d.ConversationDataset, "Aeala/ShareGPT_Vicuna_unfiltered", None, "train", dict(random_seed=6), dict(
        num_requests=35, output_len=9, enable_multimodal_chat=True)
    bfcl = "gorilla-llm/Berkeley-Function-Calling-Leaderboard"
    yield "bfcl-s0", d.BFCLDataset, bfcl, None, "train", {}, dict(num_requests=12)
    yield "bfcl-kept", d.BFCLDataset, bfcl, None, "train", dict(disable_shuffle=True), dict(num_requests=12, categories=[" multiple", "simple"])
    yield "bfcl-over-s5", d.BFCLDataset, bfcl, None, "train", dict(random_seed=5), dict(num_requests=8, output_len=20, categories=["live_simple"])
    yield "visionarena-chat-s0", d.VisionArenaDataset, "lmarena-ai/VisionArena-Chat", None, "train", {}, dict(num_requests=10)
    yield "visionarena-bench-s1", d.VisionArenaDataset, "lmarena-ai/vision-arena-bench-v0.1", None, "train", dict(random_seed=1), dict(
        num_requests=12, enable_multimodal_chat=True)
    yield "mmstar-kept", d.MMStarDataset, "Lin-Chen/MMStar", None, "val", dict(disable_shuffle=True), dict(num_requests=10)
    yield "mmstar-chat-s2", d.MMStarDataset, "Lin-Chen/MMStar", None, "val", dict(random_seed=2), dict(num_requests=10, enable_multimodal_chat=True)
    yield "onevision-s2", d.MultiModalConversationDataset, "lmms-lab/LLaVA-OneVision-Data", "chart", "train", dict(random_seed=2), dict(num_requests=8)
    yield "mmvu-s2", d.MMVUDataset, "yale-nlp/MMVU", None, "validation", dict(random_seed=2), dict(num_requests=6)
    librispeech, earnings = "openslr/librispeech_asr", "D4nt3/esb-datasets-earnings22-validation-tiny-filtered"
    yield "librispeech-s0", d.ASRDataset, librispeech, None, "train", {}, dict(num_requests=12)
    yield "librispeech-short-s3", d.ASRDataset, librispeech, None, "train", dict(random_seed=3), dict(
        num_requests=12, asr_min_audio_len_sec=0.05, asr_max_audio_len_sec=0.19)
    yield "earnings22-tiny-s3", d.ASRDataset, earnings, None, "train", dict(random_seed=3), dict(num_requests=5, output_len=40)


def plain(value):
    """Images by their size; sound by its length."""
    if isinstance(value, dict) and "audio" in value:
        samples, rate = value["audio"]
        return {"seconds": round(len(samples) / rate, 6)}
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return "JPEG" if isinstance(value, str) and value.startswith("data:image/jpeg") else value


def main():
    for name in "small", "wordpiece":
        tokenizer = AutoTokenizer.from_pretrained(f"../../tokenizers/llmbench-{name}")
        for golden, kind, path, subset, split, made, asked in sets():
            dataset = kind(dataset_path=path, dataset_subset=subset, dataset_split=split, **made)
            with open(f"../goldens/hf-{golden}-{name}.jsonl", "w", encoding="utf-8") as f:
                for r in dataset.sample(tokenizer=tokenizer, **asked):
                    row = [r.prompt, r.prompt_len, r.expected_output_len, plain(r.multi_modal_data), r.chat_messages, r.request_overrides]
                    row[0] = plain(row[0])
                    f.write(json.dumps(row, ensure_ascii=False) + "\n")
    pictures.clear()
    dataset = d.MMStarDataset(dataset_path="Lin-Chen/MMStar", dataset_split="val", disable_shuffle=True)
    dataset.sample(tokenizer=tokenizer, num_requests=100, no_oversample=True)
    with open("../goldens/hf-pixels.jsonl", "w", encoding="utf-8") as f:
        for picture in pictures:
            f.write(json.dumps([*picture.size, hashlib.sha256(picture.tobytes()).hexdigest()]) + "\n")


main()
