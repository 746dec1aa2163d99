"""What a data set says of itself reaches the GGUF file under the same keys."""

import json

import gguf
import pytest

from export import add_metadata, read_metadata

METADATA = {
    "flowright.prompt_version": "flowright-compact-1",
    "flowright.annotations": False,
    "flowright.passes": "twoPass",
    "flowright.trained_steps": ["slack.message.post", "sms.message.send"],
}


def test_keys_are_written_and_read_back(tmp_path):
    (tmp_path / "metadata.json").write_text(json.dumps(METADATA))
    writer = gguf.GGUFWriter(tmp_path / "model.gguf", "llama")
    add_metadata(writer, read_metadata(tmp_path))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    reader = gguf.GGUFReader(tmp_path / "model.gguf")
    assert {key: reader.get_field(key).contents() for key in METADATA} == METADATA


def test_a_data_set_of_old_has_none(tmp_path):
    assert read_metadata(tmp_path) == {}


def test_other_values_are_refused(tmp_path):
    writer = gguf.GGUFWriter(tmp_path / "model.gguf", "llama")
    with pytest.raises(TypeError, match="flowright.passes"):
        add_metadata(writer, {"flowright.passes": 2})
